/**
 * The text of a key, value or header; undefined where the bytes are no UTF-8 (Avro, Protobuf, an image),
 * instead of a string with replacement characters that can no longer be turned back.
 *
 * @example
 * ```ts
 * utf8Text(Uint8Array.of(0xc3, 0xab)); // "ë"
 * utf8Text(Uint8Array.of(0xff)); // undefined
 * ```
 */
export function utf8Text(bytes: Uint8Array): string | undefined {
    try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        return undefined;
    }
}

/** The bytes that a base64 string encodes; undefined where it is not base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
    try {
        const binary = atob(text);
        const bytes = new Uint8Array(binary.length);
        // A loop: Uint8Array.from with a mapping takes twelve times as long, and a payload has megabytes.
        for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
        return bytes;
    } catch {
        return undefined;
    }
}
