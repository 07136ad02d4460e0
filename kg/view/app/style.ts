/** How entities and lines look; colours follow the page's theme. */

import type { StylesheetJson } from "cytoscape";
import { FONT, WIDEST, WORDS } from "./boxes";

const DASHES: Record<string, object> = {
  planned: { "line-style": "dashed", "line-dash-pattern": [7, 4] },
  hypothetical: { "line-style": "dotted", width: 2 },
  alleged: { "line-style": "dashed", "line-dash-pattern": [7, 3, 1.5, 3] },
  former: { "line-style": "dashed", "line-dash-pattern": [3, 3] },
};

export function isDark(): boolean {
  return document.documentElement.dataset.theme === "dark";
}

export function mix(color: string, other: string, share: number): string {
  const parts = (text: string): number[] => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  const [first, second] = [parts(color), parts(other)];
  return `rgb(${first.map((value, i) => Math.round(value + (second[i] - value) * share)).join(", ")})`;
}

/** A colour of the page's style sheet, as `#rrggbb`. */
export function paint(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export function styleSheet(statuses: readonly { name: string; color: string }[]): StylesheetJson {
  const [ink, soft, canvas, accent] = ["--ink", "--soft", "--canvas", "--accent"].map(paint);
  const fill = isDark() ? 0.68 : 0.8;
  const line = (color: string): object => {
    const shown = mix(color, ink, isDark() ? 0.25 : 0);
    return { "line-color": shown, "target-arrow-color": shown, color: mix(color, ink, isDark() ? 0.5 : 0.35) };
  };
  const sheet = [
    { selector: "node", style: {
      shape: "round-rectangle", "corner-radius": 14, width: "data(width)", height: "data(height)",
      "background-color": (node: { data(name: string): string }) => mix(node.data("color"), canvas, fill),
      "border-width": 1.6, "border-color": "data(color)", "z-index": "data(rank)",
      label: "data(label)", "font-size": "data(type)", "font-weight": 600, "font-family": FONT, "line-height": 1.2,
      color: (node: { data(name: string): string }) => mix(node.data("color"), ink, 0.72),
      "text-valign": "center", "text-halign": "center", "text-wrap": "wrap", "text-max-width": 1000, "min-zoomed-font-size": 5,
    } },
    { selector: "node.described", style: {
      "background-color": (node: { data(name: string): string }) => mix(node.data("color"), canvas, 0.92),
      "border-width": 1, "border-style": "dashed", color: soft, "font-weight": 400,
    } },
    { selector: "node.unsaid", style: { shape: "ellipse", "background-color": canvas, "border-width": 1.2, "border-style": "dashed" } },
    { selector: "node.pinned", style: { "border-style": "double", "border-width": 4 } },
    { selector: "edge", style: {
      width: 1.6, "curve-style": "bezier", "control-point-step-size": 54, "target-arrow-shape": "triangle", "arrow-scale": 0.95,
      label: "data(label)", "font-size": WORDS, "font-family": FONT, "text-wrap": "wrap", "text-max-width": WIDEST, "text-margin-y": "data(shift)", "text-margin-x": "data(slide)",
      "text-background-color": canvas, "text-background-opacity": 0.92, "text-background-padding": 2,
      "text-background-shape": "roundrectangle", "min-zoomed-font-size": 6,
    } },
    ...statuses.map(({ name, color }) => ({ selector: `edge.${name}`, style: { ...line(color), ...DASHES[name] } })),
    { selector: "edge.mutual", style: { "target-arrow-shape": "none" } },
    { selector: "edge.quiet", style: { width: 1.2, opacity: 0.6, "arrow-scale": 0.75, "text-opacity": 0, "text-background-opacity": 0 } },
    { selector: ".off", style: { display: "none" } },
    { selector: "node.far", style: { opacity: 0.3 } },
    { selector: "edge.far", style: { opacity: 0.14, "text-opacity": 0 } },
    { selector: "node.chosen", style: { "border-color": accent, "border-width": 3.5, "border-style": "solid", "z-index": 9999 } },
    { selector: "edge.near", style: { width: 2.2, opacity: 1, "text-opacity": 1, "text-background-opacity": 0.92, "min-zoomed-font-size": 4 } },
    { selector: "edge.chosen", style: { width: 3.4, "z-index": 9999 } },
    { selector: "edge.hovered", style: { opacity: 1, "text-opacity": 1, "text-background-opacity": 0.92, "z-index": 9998, "min-zoomed-font-size": 0 } },
  ];
  return sheet as unknown as StylesheetJson;
}
