/** What stands for an Output that a program put into a text, where it should have waited for its value. */
export const OUTPUT_TEXT = "<Output turned into text>";

/** How to write what was meant. */
export const OUTPUT_REMEDY =
    ", and an Output that is turned into text matches nothing: use pulumi.interpolate or pulumi.jsonStringify";

const BEGIN = "Calling [to";
const END = "future version of @pulumi/pulumi.";

/**
 * A text with the complaint of Pulumi's SDK for Node.js taken for what it is. Where a program calls `toString` or
 * `JSON.stringify` on an Output, the SDK does not throw: it answers "Calling [toString] on an [Output<T>] is not
 * supported", with a page of advice, and that is what stands in the policy.
 * @see https://www.pulumi.com/docs/iac/concepts/inputs-outputs/
 */
export function withoutComplaint(text: string): string {
    let read = "";
    let from = 0;
    for (let at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, from)) {
        const end = text.indexOf(END, at);
        if (end < 0) break;
        read += text.slice(from, at) + OUTPUT_TEXT;
        from = end + END.length;
    }
    return from === 0 ? text : read + text.slice(from);
}
