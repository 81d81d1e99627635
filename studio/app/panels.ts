import type { Component } from "svelte";
import type { Said } from "../../src/explain/language/sentences.ts";
import type { PanelProps } from "../panels/props.ts";

/** A panel: its name in links, what it is called, and where its code is. */
export interface Panel {
  readonly name: string;
  readonly title: Said;
  load(): Promise<{ readonly default: Component<PanelProps> }>;
}

/** In the order of the tabs. Each is loaded when it is first opened. */
export const panels: readonly Panel[] = [
  { name: "data", title: { en: "Data", ko: "데이터" }, load: () => import("../panels/data/Panel.svelte") },
  {
    name: "step",
    title: { en: "One step", ko: "한 단계" },
    load: () => import("../panels/step/Panel.svelte"),
  },
  {
    name: "derivation",
    title: { en: "Derivation", ko: "유도" },
    load: () => import("../panels/derivation/Panel.svelte"),
  },
  {
    name: "check",
    title: { en: "Check my work", ko: "내 풀이 검사" },
    load: () => import("../panels/check/Panel.svelte"),
  },
  {
    name: "sweep",
    title: { en: "Sweep", ko: "설정 비교" },
    load: () => import("../panels/sweep/Panel.svelte"),
  },
  {
    name: "compare",
    title: { en: "Compare", ko: "나란히 비교" },
    load: () => import("../panels/compare/Panel.svelte"),
  },
  { name: "depth", title: { en: "Depth", ko: "깊이" }, load: () => import("../panels/depth/Panel.svelte") },
  {
    name: "export",
    title: { en: "Take along", ko: "내보내기" },
    load: () => import("../panels/export/Panel.svelte"),
  },
];
