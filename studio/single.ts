/** The program of the studio in one file: the page's in a page, and in a worker the engine's. */
if (typeof document === "undefined") await import("./engine/worker.ts");
else await import("./main.ts");

export {};
