/** The bridge suggests keys that are no more than two edits away. */
const MAX_DISTANCE = 2;

/** " Did you mean `a` or `b`?" for a key that is written almost right; else nothing. */
export function suggestion(key: string, known: readonly string[]): string {
    const similar = known.filter(
        (name) => name.toLowerCase() === key.toLowerCase() || distance(key, name) <= MAX_DISTANCE,
    );
    return similar.length === 0
        ? ""
        : ` Did you mean ${similar.map((name) => `\`${name}\``).join(" or ")}?`;
}

/** How many characters must be added, removed or changed to make one text the other (Levenshtein). */
function distance(from: string, to: string): number {
    let row = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (const [line, character] of Array.from(from).entries()) {
        const next = [line + 1];
        for (const [column, other] of Array.from(to).entries()) {
            const changed = (row[column] ?? 0) + (character === other ? 0 : 1);
            next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
        }
        row = next;
    }
    return row.at(-1) ?? 0;
}
