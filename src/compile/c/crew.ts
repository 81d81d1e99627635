/** Microseconds that a thread looks for the others before it sleeps: most kernels end closer together than that. */
const spin = 60;

/** Bytes of the stack of a thread. Kernels that are parted keep little there. */
const stack = 262_144;

/** How many threads a program can have. */
const most = 64;

/** What stands before all includes where there are crews: declares what asks for a processor. */
export const forCrews = `#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif`;

/**
 * Threads that run the parts of a step. At the barrier each looks for the others for some microseconds, then sleeps:
 * pure spinning collapses where a core is shared. They sleep between runs too, in the same barrier.
 *
 * @param notes bytes of notes that each thread needs
 */
export const crewText = (notes: number): string => `#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#if defined __linux__
#include <sched.h>
#endif

#if defined __x86_64__ || defined __i386__
#define PAUSE() __builtin_ia32_pause()
#elif defined __aarch64__
#define PAUSE() __asm__ volatile("yield")
#else
#define PAUSE() (void)0
#endif

typedef struct crew crew;

/* Steps of a schedule, and of each the parts that are this thread's. */
typedef int32_t crew_share(char *memory, char *notes, int32_t first, int32_t count, crew *crew, int thread);

typedef struct {
  pthread_t id;
  crew *crew;
  int number;
} crew_member;

#if defined __linux__
typedef struct crew_sleeper {
  struct crew_sleeper *next;
  pthread_t id;
  /* Processors on which it may run, and whether one is kept from it. */
  cpu_set_t allowed;
  int is_kept_apart;
} crew_sleeper;
#endif

struct crew {
  /* Another one of the thread that has started it. */
  crew *next;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  int threads;
  crew_member members[${most}];
  crew_share *share;
  char *memory;
  int32_t first, count;
  /* Lines of their own: those who wait read the one while those who come write the other. */
  int arrived __attribute__((aligned(64)));
  uint32_t generation __attribute__((aligned(64)));
  int asleep __attribute__((aligned(64)));
#if defined __linux__
  crew_sleeper *sleepers;
#endif
  char notes[] __attribute__((aligned(64)));
};

static int crew_threads(crew *crew) {
  return crew == NULL ? 1 : __atomic_load_n(&crew->threads, __ATOMIC_RELAXED);
}

static int crew_is_over(crew *crew, uint32_t mine) {
  return __atomic_load_n(&crew->generation, __ATOMIC_SEQ_CST) != mine;
}

static int64_t crew_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/*
 * Linux wakes a thread where it was before, or near the one that wakes it: on a small machine often on the very
 * processor of that one, while another idles. There it waits for milliseconds. So who wakes others keeps them from its
 * own processor, and each of them may go there again as soon as it runs. Both have the lock.
 */
#if defined __linux__
static void crew_keep_apart(crew *crew) {
  const int here = sched_getcpu();
  if (here < 0) return;
  for (crew_sleeper *each = crew->sleepers; each != NULL; each = each->next) {
    cpu_set_t others = each->allowed;
    CPU_CLR(here, &others);
    if (CPU_COUNT(&others) == 0) continue;
    each->is_kept_apart |= pthread_setaffinity_np(each->id, sizeof others, &others) == 0;
  }
}

static void crew_sleep(crew *crew, uint32_t mine) {
  crew_sleeper me = { .next = crew->sleepers, .id = pthread_self() };
  if (sched_getaffinity(0, sizeof me.allowed, &me.allowed) != 0) CPU_ZERO(&me.allowed);
  crew->sleepers = &me;
  while (!crew_is_over(crew, mine)) pthread_cond_wait(&crew->changed, &crew->lock);
  crew_sleeper **place = &crew->sleepers;
  while (*place != &me) place = &(*place)->next;
  *place = me.next;
  if (me.is_kept_apart) sched_setaffinity(0, sizeof me.allowed, &me.allowed);
}
#else
static void crew_keep_apart(crew *crew) {
  (void)crew;
}

static void crew_sleep(crew *crew, uint32_t mine) {
  while (!crew_is_over(crew, mine)) pthread_cond_wait(&crew->changed, &crew->lock);
}
#endif

/* Waits until all threads have arrived. */
static void crew_wait(crew *crew) {
  const int threads = crew_threads(crew);
  if (threads == 1) return;
  const uint32_t mine = __atomic_load_n(&crew->generation, __ATOMIC_RELAXED);
  if (__atomic_add_fetch(&crew->arrived, 1, __ATOMIC_ACQ_REL) == threads) {
    __atomic_store_n(&crew->arrived, 0, __ATOMIC_RELAXED);
    /* Either the new generation is seen by whoever goes to sleep, or the sleeper is seen here. */
    __atomic_store_n(&crew->generation, mine + 1, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&crew->asleep, __ATOMIC_SEQ_CST) == 0) return;
    pthread_mutex_lock(&crew->lock);
    crew_keep_apart(crew);
    pthread_cond_broadcast(&crew->changed);
    pthread_mutex_unlock(&crew->lock);
    return;
  }
  const int64_t until = crew_nanoseconds() + ${spin * 1000};
  do {
    for (int i = 0; i < 16; i++) {
      if (crew_is_over(crew, mine)) return;
      PAUSE();
    }
  } while (crew_nanoseconds() < until);
  pthread_mutex_lock(&crew->lock);
  __atomic_add_fetch(&crew->asleep, 1, __ATOMIC_SEQ_CST);
  crew_sleep(crew, mine);
  __atomic_sub_fetch(&crew->asleep, 1, __ATOMIC_SEQ_CST);
  pthread_mutex_unlock(&crew->lock);
}

static void *crew_work(void *of) {
  const crew_member *const me = of;
  crew *const crew = me->crew;
  /* How many there are is known when all have been started. */
  pthread_mutex_lock(&crew->lock);
  pthread_mutex_unlock(&crew->lock);
  for (;;) {
    crew_wait(crew);
    if (crew->share == NULL) return NULL;
    char *const notes = crew->notes + (size_t)(me->number - 1) * ${notes};
    crew->share(crew->memory, notes, crew->first, crew->count, crew, me->number);
    crew_wait(crew);
  }
}

static int32_t crew_run(crew_share *share, char *memory, char *notes, int32_t first, int32_t count, crew *crew) {
  if (crew_threads(crew) == 1) return share(memory, notes, first, count, NULL, 0);
  crew->share = share;
  crew->memory = memory;
  crew->first = first;
  crew->count = count;
  crew_wait(crew);
  const int32_t done = share(memory, notes, first, count, crew, 0);
  crew_wait(crew);
  return done;
}

static void crew_dismiss(crew *crew) {
  const int threads = crew_threads(crew);
  crew->share = NULL;
  crew_wait(crew);
  for (int number = 1; number < threads; number++) pthread_join(crew->members[number].id, NULL);
  pthread_cond_destroy(&crew->changed);
  pthread_mutex_destroy(&crew->lock);
  free(crew);
}

/* The crews that a thread has started end with it, because it may be ended before it has ended them. */
static pthread_once_t crew_begun = PTHREAD_ONCE_INIT;
static pthread_key_t crew_own;
static int crew_is_known;

static void crew_dismiss_all(void *first) {
  for (crew *crew = first, *next; crew != NULL; crew = next) {
    next = crew->next;
    crew_dismiss(crew);
  }
}

static void crew_begin(void) {
  crew_is_known = pthread_key_create(&crew_own, crew_dismiss_all) == 0;
}

/* Starts threads beside the caller's own; fewer where the system gives no more, and nothing where there is no memory. */
crew *crew_start(int32_t threads) {
  void *place;
  const size_t bytes = sizeof(crew) + (size_t)(threads - 1) * ${notes};
  if (posix_memalign(&place, 64, bytes) != 0) return NULL;
  crew *const crew = place;
  memset(crew, 0, sizeof *crew);
  pthread_mutex_init(&crew->lock, NULL);
  pthread_cond_init(&crew->changed, NULL);
  pthread_mutex_lock(&crew->lock);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, ${stack});
  sigset_t all, before;
  sigfillset(&all);
  /* Signals are for the threads of the process that has us. */
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int number = 1;
  for (; number < threads; number++) {
    crew_member *const member = &crew->members[number];
    member->crew = crew;
    member->number = number;
    if (pthread_create(&member->id, &attributes, crew_work, member) != 0) break;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  __atomic_store_n(&crew->threads, number, __ATOMIC_RELAXED);
  pthread_mutex_unlock(&crew->lock);
  pthread_once(&crew_begun, crew_begin);
  if (crew_is_known) {
    crew->next = pthread_getspecific(crew_own);
    pthread_setspecific(crew_own, crew);
  }
  return crew;
}

int32_t crew_size(crew *crew) {
  return crew_threads(crew);
}

/* Ends the threads, and waits until they have. */
void crew_end(crew *crew) {
  if (crew == NULL) return;
  struct crew *first = crew_is_known ? pthread_getspecific(crew_own) : NULL;
  struct crew **place = &first;
  while (*place != NULL && *place != crew) place = &(*place)->next;
  if (*place != NULL) {
    *place = crew->next;
    pthread_setspecific(crew_own, first);
  }
  crew_dismiss(crew);
}`;
