import { patternOf, patternOfTokens, type Pattern, type Reading, type Token } from "./pattern";
import { UNKNOWN, type Note } from "./truth";
import { showText, unsupported, type Text, type Unknown } from "./unknown";

/** What a key of the request is, as far as it is known. */
export type KeyState =
    | { readonly kind: "absent" }
    /** The request has the key; most keys have one value. */
    | { readonly kind: "present"; readonly values: readonly Text[] }
    /** It may be absent, and have any value. */
    | { readonly kind: "unknown"; readonly cause: Unknown };

/** Answers what a key of the request is; names are compared without case. */
export type Lookup = (key: string) => KeyState;

/** Whether `${…}` is a variable: in policies of version 2012-10-17 only; elsewhere it is text. */
export type Variables = "substituted" | "literal" | Unknown;

/** A text of a policy, ready to be compared but for its variables. */
export type Template =
    | { readonly kind: "pattern"; readonly pattern: Pattern }
    | {
          readonly kind: "variables";
          readonly text: Text;
          readonly ignoreCase: boolean;
          readonly pieces: readonly Piece[];
      }
    | { readonly kind: "unknown"; readonly cause: Unknown };

/** A part of a text with variables. */
export type Piece =
    /** Text, a value that is not known, or `${*}`, `${?}`, `${$}`: the character itself. */
    | { readonly kind: "fixed"; readonly pattern: Pattern }
    | { readonly kind: "variable"; readonly key: string; readonly otherwise: string | undefined };

/** What a template is for one request. `no value`: it has a variable whose key the request lacks. */
export type Resolved = Pattern | "no value" | typeof UNKNOWN;

/** How a template is read. */
export interface Style {
    readonly reading: Reading;
    readonly ignoreCase: boolean;
    readonly variables: Variables;
}

/**
 * Reads a text of a policy.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function templateOf(text: Text, style: Style): Template {
    const { reading, ignoreCase, variables } = style;
    if (variables === "literal" || !hasVariable(text)) {
        return { kind: "pattern", pattern: patternOf(text, reading, ignoreCase) };
    }
    if (variables !== "substituted") return { kind: "unknown", cause: variables };
    const pieces: Piece[] = [];
    for (const part of typeof text === "string" ? [text] : text) {
        if (typeof part !== "string") {
            pieces.push({ kind: "fixed", pattern: patternOf([part], "literal") });
        } else if (!readPieces(part, style, pieces)) {
            const cause = unsupported(`the policy variable in "${showText(text)}"`);
            return { kind: "unknown", cause };
        }
    }
    return { kind: "variables", text, ignoreCase, pieces };
}

/** Puts the values of one request in the place of the variables; a value's own `*` is a character. */
export function resolve(template: Template, lookup: Lookup, note: Note): Resolved {
    switch (template.kind) {
        case "pattern":
            return template.pattern;
        case "unknown":
            note(template.cause);
            return UNKNOWN;
        case "variables":
            return substitute(template, lookup, note);
    }
}

/** Whether a variable stands before the given colon, where AWS allows none. */
export function variableBeforeColon(template: Template, colon: number): boolean {
    if (template.kind !== "variables") return false;
    let seen = 0;
    for (const piece of template.pieces) {
        if (piece.kind === "fixed") seen += piece.pattern.colons.length;
        else if (seen < colon) return true;
    }
    return false;
}

function hasVariable(text: Text): boolean {
    if (typeof text === "string") return text.includes("${");
    return text.some((part) => typeof part === "string" && part.includes("${"));
}

/** Cuts at `${` and `}`; false when a variable is not closed or has no name. */
function readPieces(text: string, { reading, ignoreCase }: Style, pieces: Piece[]): boolean {
    const fixed = (part: string): Piece => ({
        kind: "fixed",
        pattern: patternOf(part, reading, ignoreCase),
    });
    let from = 0;
    for (let open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
        const close = text.indexOf("}", open);
        if (close < 0) return false;
        if (open > from) pieces.push(fixed(text.slice(from, open)));
        const piece = variableOf(text.slice(open + 2, close));
        if (piece === undefined) return false;
        pieces.push(piece);
        from = close + 1;
    }
    if (from < text.length) pieces.push(fixed(text.slice(from)));
    return true;
}

function variableOf(inside: string): Piece | undefined {
    if (inside === "*" || inside === "?" || inside === "$") {
        return { kind: "fixed", pattern: patternOf(inside, "literal") };
    }
    const comma = inside.indexOf(",");
    const key = (comma < 0 ? inside : inside.slice(0, comma)).trim();
    if (key === "" || !key.includes(":")) return undefined;
    if (comma < 0) return { kind: "variable", key, otherwise: undefined };
    const quoted = inside.slice(comma + 1).trim();
    if (quoted.length < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) return undefined;
    return { kind: "variable", key, otherwise: quoted.slice(1, -1) };
}

function substitute(
    template: Template & { readonly kind: "variables" },
    lookup: Lookup,
    note: Note,
): Resolved {
    const tokens: Token[] = [];
    const causes: Unknown[] = [];
    const append = (pattern: Pattern) => {
        for (const token of pattern.tokens) tokens.push(token);
        for (const cause of pattern.causes) causes.push(cause);
    };
    for (const piece of template.pieces) {
        if (piece.kind === "fixed") {
            append(piece.pattern);
            continue;
        }
        const values = valuesOf(piece, lookup);
        const [value] = values;
        if (value === undefined) return "no value";
        if (values.length > 1) {
            note(unsupported(`the variable \${${piece.key}}, which has several values`));
            return UNKNOWN;
        }
        append(patternOf(value, "literal", template.ignoreCase));
    }
    return patternOfTokens(template.text, tokens, causes);
}

/** The values of a variable; none where the request lacks its key and the policy gives no other. */
function valuesOf(piece: Piece & { readonly kind: "variable" }, lookup: Lookup): readonly Text[] {
    const state = lookup(piece.key);
    switch (state.kind) {
        case "absent":
            return piece.otherwise === undefined ? [] : [piece.otherwise];
        case "present":
            return state.values;
        case "unknown":
            return [[state.cause]];
    }
}
