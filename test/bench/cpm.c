/*
 * language/schedule/cpm.ts line by line in C: the yardstick of the critical path benchmark.
 * cpm FILE: reads a network, then, for every line "N" on stdin, computes it N times and prints
 * "<median nanoseconds> <checksum>".
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define OPEN (1 << 30)
#define FREE_NODE 0
#define PASSING_NODE 2
#define END_NODE 3

static int32_t nodes, edges;
static int32_t *from, *to, *weight, *length, *lower, *cap, *floors;
static uint8_t *role;

static void *take(FILE *file, size_t bytes) {
  void *data = malloc(bytes ? bytes : 1);
  if (!data || fread(data, 1, bytes, file) != bytes) exit(2);
  return data;
}

static uint32_t compute(void) {
  int32_t *offsets = calloc(nodes + 1, 4), *next = malloc(4 * (nodes + 1)), *targets = malloc(4 * edges), *slot_edge = malloc(4 * edges);
  int32_t *by = malloc(4 * edges), *waiting = calloc(nodes, 4), *order = malloc(4 * nodes);
  int32_t *early = malloc(4 * nodes), *late = malloc(4 * nodes), *reach = malloc(4 * nodes), *room_of = calloc(nodes, 4);

  for (int32_t edge = 0; edge < edges; edge++) offsets[from[edge] + 1]++;
  for (int32_t node = 0; node < nodes; node++) offsets[node + 1] += offsets[node];
  memcpy(next, offsets, 4 * nodes);
  for (int32_t edge = 0; edge < edges; edge++) {
    int32_t slot = next[from[edge]]++;
    targets[slot] = to[edge];
    slot_edge[slot] = edge;
  }
  for (int32_t slot = 0; slot < edges; slot++) by[slot] = weight[slot_edge[slot]];

  for (int32_t slot = 0; slot < edges; slot++) waiting[targets[slot]]++;
  int32_t count = 0;
  for (int32_t node = 0; node < nodes; node++) if (waiting[node] == 0) order[count++] = node;
  for (int32_t read = 0; read < count; read++) {
    int32_t node = order[read];
    for (int32_t slot = offsets[node]; slot < offsets[node + 1]; slot++) if (--waiting[targets[slot]] == 0) order[count++] = targets[slot];
  }

  memcpy(early, lower, 4 * nodes);
  for (int32_t step = 0; step < count; step++) {
    int32_t node = order[step], start = early[node];
    if (start > cap[node]) start = cap[node];
    if (start < floors[node]) start = floors[node];
    early[node] = start;
    for (int32_t slot = offsets[node]; slot < offsets[node + 1]; slot++) {
      int32_t bound = start + by[slot];
      if (bound > early[targets[slot]]) early[targets[slot]] = bound;
    }
  }

  int32_t finish = INT32_MIN;
  for (int32_t node = 0; node < nodes; node++) if (early[node] + length[node] > finish) finish = early[node] + length[node];
  for (int32_t node = 0; node < nodes; node++) late[node] = cap[node] < finish - length[node] ? cap[node] : finish - length[node];

  memcpy(reach, early, 4 * nodes);
  for (int32_t step = count - 1; step >= 0; step--) {
    int32_t node = order[step], latest = late[node], room = OPEN;
    for (int32_t slot = offsets[node]; slot < offsets[node + 1]; slot++) {
      int32_t bound = late[targets[slot]] - by[slot], least = reach[targets[slot]] - by[slot];
      if (bound < latest) latest = bound;
      if (least < room) room = least;
    }
    if (role[node] == FREE_NODE) {
      late[node] = latest;
      room_of[node] = room < OPEN >> 1 ? room - early[node] : OPEN;
    } else if (role[node] >= PASSING_NODE) {
      late[node] = latest;
      reach[node] = role[node] == END_NODE ? latest : room;
      room_of[node] = room;
    } else {
      room_of[node] = room < OPEN >> 1 ? room - early[node] : OPEN;
    }
  }

  uint32_t sum = 0;
  for (int32_t node = 0; node < nodes; node++) {
    int32_t spare = room_of[node] == OPEN ? finish - early[node] - length[node] : room_of[node];
    sum = sum * 31 + (uint32_t)(late[node] - early[node]) * 7 + (uint32_t)spare;
  }
  free(offsets); free(next); free(targets); free(slot_edge); free(by); free(waiting); free(order);
  free(early); free(late); free(reach); free(room_of);
  return sum;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  if (!file || fread(&nodes, 4, 1, file) != 1 || fread(&edges, 4, 1, file) != 1) return 2;
  from = take(file, 4 * (size_t)edges);
  to = take(file, 4 * (size_t)edges);
  weight = take(file, 4 * (size_t)edges);
  length = take(file, 4 * (size_t)nodes);
  lower = take(file, 4 * (size_t)nodes);
  cap = take(file, 4 * (size_t)nodes);
  floors = take(file, 4 * (size_t)nodes);
  role = take(file, nodes);
  int times;
  while (scanf("%d", &times) == 1 && times > 0) {
    double *taken = malloc(times * sizeof(double));
    uint32_t sum = 0;
    for (int time = 0; time < times; time++) {
      struct timespec begun, ended;
      clock_gettime(CLOCK_MONOTONIC, &begun);
      sum = compute();
      clock_gettime(CLOCK_MONOTONIC, &ended);
      taken[time] = (ended.tv_sec - begun.tv_sec) * 1e9 + (ended.tv_nsec - begun.tv_nsec);
    }
    qsort(taken, times, sizeof(double), ascending);
    printf("%.0f %u\n", taken[times / 2], sum);
    fflush(stdout);
    free(taken);
  }
  return 0;
}
