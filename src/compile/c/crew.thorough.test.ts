import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { obstacleToNative, scratch } from "../../../test/support/native.ts";
import { workshop } from "../../node/native/build.ts";
import { crewText, forCrews } from "./crew.ts";

/** What a program prints that is made of the crew and the given lines, where threads can be started as `fails` says. */
function printed(lines: string, text = crewText(64)): string {
  const { folder, remove } = scratch();
  try {
    const [path, source] = [join(folder, "crew"), join(folder, "crew.c")];
    const head = ["stddef", "stdint", "stdio", "string", "unistd", "pthread", "stdlib"];
    const count = "typedef struct crew crew; static void crew_wait(crew *crew);";
    writeFileSync(
      source,
      [forCrews, ...head.map((name) => `#include <${name}.h>`), count, lines.replace("CREW", text)].join(
        "\n",
      ),
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

test.skipIf(obstacleToNative !== undefined || process.platform !== "linux" || availableParallelism() < 2)(
  "a thread that is woken runs on another processor than the one that wakes it, and may go anywhere again",
  () => {
    const meets = `
CREW
static volatile int places[2];
static cpu_set_t whole, had[2];
static int32_t share(char *m, char *n, int32_t first, int32_t count, crew *crew, int thread) {
  sched_getaffinity(0, sizeof had[thread], &had[thread]);
  places[thread] = sched_getcpu() + 1;
  for (int64_t until = crew_nanoseconds() + 30000000; places[1 - thread] == 0 && crew_nanoseconds() < until;);
  crew_wait(crew);
  return count;
}
/* Goes where the other one has last been, and stays there. */
static void follow(int processor) {
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(processor, &only);
  sched_setaffinity(0, sizeof only, &only);
  sched_setaffinity(0, sizeof whole, &whole);
}
int main(void) {
  sched_getaffinity(0, sizeof whole, &whole);
  crew *crew = crew_start(2);
  int met = 0, held = 0;
  for (int i = 0; i < 50; i++) {
    if (places[1] > 0) follow(places[1] - 1);
    places[0] = places[1] = 0;
    crew_run(share, 0, 0, 0, 1, crew);
    met += places[0] == places[1];
    for (int thread = 0; thread < 2; thread++) held += !CPU_EQUAL(&had[thread], &whole);
    usleep(500);
  }
  printf("met %d times, held %d times", met, held);
  crew_end(crew);
}`;
    const [met, held] = printed(meets).match(/\d+/g)!.map(Number);
    expect(held).toBe(0);
    // Where others want the processors too, a thread may still be moved. Not kept apart, they meet 12 times or more.
    expect(met).toBeLessThanOrEqual(4);
  },
);
