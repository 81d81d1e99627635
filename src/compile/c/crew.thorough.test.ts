import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { obstacleToNative, scratch } from "../../../test/support/native.ts";
import { workshop } from "../../node/native/build.ts";
import { crewText } from "./crew.ts";

/** What a program prints that is made of the crew and the given lines, where threads can be started as `fails` says. */
function printed(lines: string, text = crewText(64)): string {
  const { folder, remove } = scratch();
  try {
    const [path, source] = [join(folder, "crew"), join(folder, "crew.c")];
    const head = ["stddef", "stdint", "stdio", "string", "unistd", "pthread", "stdlib"];
    const count = "typedef struct crew crew; static void crew_wait(crew *crew);";
    writeFileSync(
      source,
      [...head.map((name) => `#include <${name}.h>`), count, lines.replace("CREW", text)].join("\n"),
    );
    const [command, ...words] = workshop().compiler;
    execFileSync(command!, [...words, "-std=gnu11", "-O2", "-w", "-pthread", "-o", path, source]);
    const { stdout, error } = spawnSync(path, { encoding: "utf8", timeout: 10_000 });
    return error ? `${stdout}${error.message}` : stdout;
  } finally {
    remove();
  }
}

const share = `
static int32_t share(char *m, char *n, int32_t first, int32_t count, crew *crew, int thread) {
  crew_wait(crew);
  return count;
}`;

test.skipIf(obstacleToNative !== undefined)(
  "those that were started wait for no thread that was not, however late they come",
  () => {
    const late = `
static pthread_t caller;
static int made;
static int fails(pthread_t *id, const pthread_attr_t *a, void *(*f)(void *), void *of) {
  if (made >= 1) usleep(200);
  return made++ >= 1 ? 11 : pthread_create(id, a, f, of);
}
#define pthread_create fails
CREW
${share}
int main(void) {
  caller = pthread_self();
  crew *crew = crew_start(3);
  for (int i = 0; i < 3; i++) crew_run(share, 0, 0, 0, 1, crew);
  printf("%d threads", crew_size(crew));
  fflush(stdout);
  crew_end(crew);
  puts(", ended");
}`;
    // A thread stops for a millisecond when it has read how many there are.
    const read = "  const uint32_t mine = __atomic_load_n(&crew->generation, __ATOMIC_RELAXED);\n";
    const delayed = crewText(64).replace(
      read,
      `  if (!pthread_equal(pthread_self(), caller)) usleep(1000);\n${read}`,
    );
    expect(delayed).toContain("usleep");
    expect(printed(late, delayed)).toBe("2 threads, ended\n");
  },
);

test.skipIf(obstacleToNative !== undefined)("crews end with the thread that has started them", () => {
  const leaves = `
CREW
${share}
static int ended;
static int joins(pthread_t id, void **result) {
  ended++;
  return pthread_join(id, result);
}
static void *leave(void *of) {
  crew *crews[3] = { crew_start(3), crew_start(2), crew_start(4) };
  for (int i = 0; i < 3; i++) crew_run(share, 0, 0, 0, 1, crews[i]);
  crew_end(crews[1]);
  return NULL;
}
int main(void) {
  pthread_t id;
  (pthread_create)(&id, NULL, leave, NULL);
  (pthread_join)(id, NULL);
  printf("%d threads ended", ended);
}`;
  const counted = crewText(64).replaceAll("pthread_join", "joins");
  const declared = "static int joins(pthread_t id, void **result);\n";
  expect(printed(leaves, declared + counted)).toBe("6 threads ended");
});
