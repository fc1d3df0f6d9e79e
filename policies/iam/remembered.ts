/** A memory of what was worked out, by what it was worked out of: a `Map`, or a `WeakMap` of objects. */
export interface Memory<K, V> {
    readonly get: (key: K) => V | undefined;
    readonly set: (key: K, value: V) => unknown;
}

/** What is remembered of a key, else made and remembered. */
export function remembered<K, V>(memory: Memory<K, V>, key: K, make: () => V): V {
    const known = memory.get(key);
    if (known !== undefined) return known;
    const made = make();
    memory.set(key, made);
    return made;
}
