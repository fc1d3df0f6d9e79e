/** One stack of the corpus: a program, and what is to be said about it, stated by hand. */
export interface CorpusStack {
    readonly name: string;
    readonly program: () => unknown;
    /**
     * Every rejection, as `mapping rule`: `orders KOF-010`. Empty: the stack is right.
     * With outputs unknown some of them may be undecided, and none may be missing without a word.
     */
    readonly rejected: readonly string[];
    /** What lies outside the stack, as `mapping rule`: told as unverified with everything known, and nothing else. */
    readonly outside: readonly string[];
    /** It is made with our components, and must be decided in a first preview. */
    readonly component: boolean;
}

/** A stack in which every failed batch arrives. */
export function right(
    name: string,
    program: () => unknown,
    outside: readonly string[] = [],
): CorpusStack {
    return { name, program, rejected: [], outside, component: false };
}

/** A stack that loses failed batches, and the rules that say why. */
export function wrong(
    name: string,
    rules: string | readonly string[],
    program: () => unknown,
    outside: readonly string[] = [],
): CorpusStack {
    const list = typeof rules === "string" ? [rules] : rules;
    const rejected = list.map((rule) => (rule.includes(" ") ? rule : `orders ${rule}`));
    return { name, program, rejected, outside, component: false };
}
