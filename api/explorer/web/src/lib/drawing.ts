// Draws a network whose places the server has chosen. A box leads to its line in the list.
import cytoscape from "cytoscape";
import type { Core, ElementDefinition, StylesheetJson } from "cytoscape";

interface Box {
  id: string;
  text: string;
  look: number;
  middle: boolean;
  x: number;
  y: number;
}

interface Content {
  nodes: Box[];
  edges: { source: string; target: string; text: string }[];
}

const [WIDTH, HEIGHT] = [190, 38];
const LETTER = 3.2; // half the width of one in the words of an edge
const SMALLEST = 0.75; // of its size, so that the words can be read: a drawing that is wider is scrolled
const COLOURS = ["info", "good", "warn", "proposed", "bad", "ink-soft"];
const BORDERS = [
  { shape: "round-rectangle", "border-style": "solid" },
  { shape: "rectangle", "border-style": "double" },
  { shape: "round-rectangle", "border-style": "dashed" },
  { shape: "cut-rectangle", "border-style": "solid" },
  { shape: "rectangle", "border-style": "dotted" },
] as const;

export function draw(place: HTMLElement): void {
  const content = JSON.parse(place.dataset.network ?? "") as Content;
  const figure = place.closest("figure");
  if (figure) figure.hidden = false;
  const [width, height] = [Number(place.dataset.width), Number(place.dataset.height)];
  const scrolled = place.parentElement;
  const size = Math.min(1, Math.max(SMALLEST, (scrolled?.clientWidth ?? width) / width));
  place.style.width = `${width * size}px`;
  place.style.height = `${height * size}px`;
  const network = cytoscape({
    container: place,
    elements: elements(content),
    style: style(),
    layout: { name: "preset", fit: true, padding: 6 },
    autoungrabify: true,
    boxSelectionEnabled: false,
    userPanningEnabled: false,
    userZoomingEnabled: false,
  });
  scrolled?.scrollTo((width * size - scrolled.clientWidth) / 2, 0);
  react(network);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => network.style(style()));
}

function elements({ nodes, edges }: Content): ElementDefinition[] {
  const at = new Map(nodes.map((node) => [node.id, node]));
  return [
    ...nodes.map(({ x, y, ...data }) => ({
      data,
      position: { x, y },
      classes: `look${data.look} ${data.middle ? "middle" : ""}`,
    })),
    ...edges.map((edge) => {
      const [source, target] = [at.get(edge.source), at.get(edge.target)];
      return { data: { ...edge, offset: 12 + edge.text.length * LETTER }, classes: course(source, target) };
    }),
  ];
}

/** Edges leave and reach boxes at their sides; one within a column bows to the outer side. */
function course(source: Box | undefined, target: Box | undefined): string {
  if (!source || !target) return "";
  if (source.x === target.x) return (target.y > source.y) === source.x > 0 ? "bow-left" : "bow-right";
  const end = source.middle ? "from-middle" : target.middle ? "to-middle" : "";
  return `${end} ${source.x < target.x ? "rightward" : "leftward"}`;
}

function style(): StylesheetJson {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name: string): string => tokens.getPropertyValue(`--${name}`).trim();
  const looks = COLOURS.length * BORDERS.length;
  return [
    {
      selector: "node",
      style: {
        width: WIDTH,
        height: HEIGHT,
        label: "data(text)",
        color: token("ink"),
        "background-color": token("paper"),
        "border-width": 2,
        "font-family": "IBM Plex Sans, system-ui, sans-serif",
        "font-size": 13,
        "text-halign": "center",
        "text-valign": "center",
        "text-wrap": "wrap",
        "text-max-width": `${WIDTH - 10}px`,
      },
    },
    ...Array.from({ length: looks }, (_, look) => ({
      selector: `.look${look}`,
      style: {
        ...BORDERS[Math.floor(look / COLOURS.length)],
        "border-color": token(COLOURS[look % COLOURS.length] ?? ""),
      },
    })),
    {
      selector: ".middle",
      style: { "background-color": token("accent"), color: token("on-accent"), "font-weight": "bold" },
    },
    {
      selector: "edge",
      style: {
        width: 1.2,
        "curve-style": "straight",
        "line-color": token("edge-strong"),
        "target-arrow-color": token("edge-strong"),
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
        color: token("ink-soft"),
        "font-family": "IBM Plex Sans, system-ui, sans-serif",
        "font-size": 12,
        "text-background-color": token("paper"),
        "text-background-opacity": 1,
        "text-background-padding": "2px",
        "text-rotation": "autorotate",
        "source-text-rotation": "autorotate",
        "target-text-rotation": "autorotate",
      },
    },
    { selector: ".from-middle, .to-middle", style: { "z-index": 5 } },
    { selector: ".rightward", style: { "source-endpoint": "50% 0%", "target-endpoint": "-50% 0%" } },
    { selector: ".leftward", style: { "source-endpoint": "-50% 0%", "target-endpoint": "50% 0%" } },
    { selector: ".from-middle", style: { "target-label": "data(text)", "target-text-offset": "data(offset)" } },
    { selector: ".to-middle", style: { "source-label": "data(text)", "source-text-offset": "data(offset)" } },
    ...[-1, 1].map((way) => ({
      selector: way < 0 ? ".bow-left" : ".bow-right",
      style: {
        "curve-style": "unbundled-bezier" as const,
        "control-point-distances": [way * 130],
        "control-point-weights": [0.5],
      },
    })),
    { selector: ".faint", style: { opacity: 0.2 } },
    {
      selector: "edge.near",
      style: { width: 2.4, "line-color": token("accent"), "target-arrow-color": token("accent"), "z-index": 9 },
    },
    { selector: "edge.near[text]", style: { label: "data(text)" } },
    { selector: ".from-middle.near, .to-middle.near", style: { label: "" } },
    { selector: "node.near", style: { "border-width": 4 } },
  ] as StylesheetJson;
}

/** What a box is joined to stands out while the pointer is on it; a click leads to the list. */
function react(network: Core): void {
  network.on("mouseover", "node", ({ target }) => {
    const near = target.closedNeighborhood();
    network.elements().not(near).addClass("faint");
    near.addClass("near");
  });
  network.on("mouseout", "node", () => network.elements().removeClass("faint near"));
  network.on("tap", "node", ({ target }) => show(String(target.id())));
}

function show(id: string): void {
  for (const found of document.querySelectorAll(".found")) found.classList.remove("found");
  const link = document.querySelector<HTMLElement>(`[data-thing="${CSS.escape(id)}"]`);
  link?.closest("li")?.classList.add("found");
  link?.focus({ preventScroll: true });
  link?.scrollIntoView({ block: "center" });
}
