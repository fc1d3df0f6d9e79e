import type { Colors } from "picocolors/types";
import wrapAnsi from "wrap-ansi";
import type { Finding, LogLine, Note, PreviewedResource, PreviewResult } from "./engine/result";
import { UNVERIFIED } from "./engine/judge/undecided";
import { indentOf, linesOf } from "./prose";
import { groupFindings, summarize, type FindingGroup } from "./report";

/** How to show something on a terminal. */
export interface Look {
    readonly colors: Colors;
    /** `+` before what a preview would create; a state has nothing to create. */
    readonly planned: boolean;
    /** @default 100 */
    readonly width?: number;
}

/** The widest a screen gets; in a narrower terminal prose is wrapped sooner, down to a width that can be read. */
const WIDTH = { least: 60, most: 100 } as const;

/** Findings are wrapped where the pack itself wraps them, if there is room. */
const PROSE = 90;

/** How wide screens are in a terminal of so many columns. */
export function widthIn(columns: number = WIDTH.most): number {
    return Math.max(WIDTH.least, Math.min(WIDTH.most, columns));
}

/** The resources as a tree, as `pulumi preview` shows them. */
export function planScreen(result: PreviewResult, look: Look): string {
    const shown = result.resources.filter(({ type }) => !type.startsWith("pulumi:providers:"));
    const rows = treeRows(shown);
    const width = Math.max(4, ...rows.map(({ label }) => label.length)) + 2;
    const { colors } = look;
    const mark = (resource: PreviewedResource) => {
        if (resource.external) return colors.cyan(">");
        return look.planned ? colors.green("+") : " ";
    };
    return [
        colors.bold(`     ${"Type".padEnd(width)}Name`),
        ...rows.map(
            ({ label, resource }) => ` ${mark(resource)}   ${label.padEnd(width)}${resource.name}`,
        ),
    ].join("\n");
}

/** What was assumed and could not be known, once each. */
export function notesScreen(notes: readonly Note[], { colors, width }: Look): string {
    if (notes.length === 0) return "";
    const lines = notes.map(({ message }) =>
        indented(wrapped(message, widthIn(width) - 6), "      ", "    - "),
    );
    return [colors.bold("Notes:"), ...lines].join("\n");
}

/** What the program logged. */
export function logScreen(log: readonly LogLine[]): string {
    return log
        .map(({ severity, text }) => (severity === "info" ? text : `${severity}: ${text}`))
        .map((text) => text.trimEnd())
        .filter((text) => text !== "")
        .join("\n");
}

/** The findings, grouped by the mapping they are about. */
export function findingsScreen(result: PreviewResult, look: Look): string {
    const groups = groupFindings(result);
    if (groups.length === 0) return "";
    return [look.colors.bold("Policies:"), ...groups.map((group) => groupScreen(group, look))].join(
        "\n",
    );
}

/** The last line: the counts. */
export function summaryLine(result: PreviewResult, { colors }: Look): string {
    const { mappings, passed, findings, mandatory, undecided } = summarize(result);
    const plain = `${count(mappings, "mapping")}: ${passed} passed, ${count(findings, "finding")} (${mandatory} mandatory), ${undecided} undecided`;
    if (mappings === 0) {
        return `${colors.yellow("No Kafka event source mapping was found: there is nothing to check.")}\n${plain}`;
    }
    if (mandatory > 0) return colors.red(plain);
    return undecided > 0 ? colors.yellow(plain) : colors.green(plain);
}

/** `aws:lambda/function:Function` as the CLI prints it, `aws:lambda:Function`. */
export function shortType(type: string): string {
    const [pack, module = "", name] = type.split(":");
    if (pack === undefined || name === undefined) return type;
    const [folder = ""] = module.split("/");
    return `${pack}:${folder}:${name}`;
}

function groupScreen({ subject, findings }: FindingGroup, look: Look): string {
    const { colors } = look;
    const title =
        subject === undefined
            ? colors.bold("The stack")
            : `${colors.bold(subject.name)}  ${colors.dim(shortType(subject.type))}`;
    return [`  ${title}`, ...findings.map((finding) => findingScreen(finding, look))].join("\n");
}

function findingScreen(finding: Finding, { colors, width }: Look): string {
    const level =
        finding.level === "mandatory"
            ? colors.red("[mandatory]")
            : colors.yellow(finding.policy === UNVERIFIED ? "[undecided]" : "[advisory]");
    const wide = Math.min(PROSE, widthIn(width) - 8);
    const message = indented(wrapped(finding.message, wide), "        ");
    return `    ${level}  ${finding.policy}\n${message}\n`;
}

/** Prose is wrapped; a statement to paste stays as it is. */
function wrapped(message: string, width: number): string {
    return linesOf(message)
        .map(({ kind, text }) => (kind === "code" ? text : hanging(text, width)))
        .join("\n");
}

/** A sentence whose further lines are indented by two columns more. */
function hanging(text: string, width: number): string {
    const indent = indentOf(text);
    const prose = text.trim();
    const [first = ""] = wrapAnsi(prose, width - indent).split("\n");
    const rest = prose.slice(first.length).trimStart();
    const lead = " ".repeat(indent);
    if (rest === "") return `${lead}${first}`;
    return `${lead}${first}\n${indented(wrapAnsi(rest, width - indent - 2), `${lead}  `)}`;
}

function indented(text: string, indent: string, first = indent): string {
    return text
        .split("\n")
        .map((line, i) => (line === "" ? "" : `${i === 0 ? first : indent}${line}`))
        .join("\n");
}

function count(n: number, noun: string): string {
    return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

interface Row {
    readonly label: string;
    readonly resource: PreviewedResource;
}

function treeRows(resources: readonly PreviewedResource[]): readonly Row[] {
    const urns = new Set(resources.map(({ urn }) => urn));
    const childrenOf = new Map<string | undefined, PreviewedResource[]>();
    for (const resource of resources) {
        const parent =
            resource.parent !== undefined && urns.has(resource.parent)
                ? resource.parent
                : undefined;
        childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), resource]);
    }
    const rows: Row[] = [];
    const visit = (resource: PreviewedResource, lead: string, twig: string, below: string) => {
        rows.push({ label: `${lead}${twig}${shortType(resource.type)}`, resource });
        const children = childrenOf.get(resource.urn) ?? [];
        children.forEach((child, i) => {
            const last = i === children.length - 1;
            visit(child, lead + below, last ? "└─ " : "├─ ", last ? "   " : "│  ");
        });
    };
    for (const root of childrenOf.get(undefined) ?? []) visit(root, "", "", "");
    return rows;
}
