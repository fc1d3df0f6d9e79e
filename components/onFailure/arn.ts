/** The six parts of an Amazon Resource Name; `resource` keeps every further colon and slash as it is. */
export interface Arn {
    readonly partition: string;
    readonly service: string;
    /** Empty for global services and for S3 buckets. */
    readonly region: string;
    /** Twelve digits; `aws` for AWS managed policies; empty for S3 buckets. */
    readonly account: string;
    readonly resource: string;
}

/** What a parser answers: the value, or the reason why the string is not one. */
export type Parsed<T> =
    | { readonly kind: "parsed"; readonly value: T }
    | { readonly kind: "refused"; readonly reason: string };

const PARTITION = /^aws[a-zA-Z0-9-]*$/;
const ACCOUNT = /^(\d{12}|aws)?$/;

/**
 * Reads an ARN of any partition. Never throws.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function parseArn(text: string): Parsed<Arn> {
    const [prefix, partition, service, region, account, resource] = splitAtMost(text, ":", 6);
    if (prefix !== "arn" || resource === undefined) {
        return refused(
            "is not an ARN: it has the form arn:partition:service:region:account:resource",
        );
    }
    if (partition === undefined || !PARTITION.test(partition)) {
        return refused(`is not an AWS ARN: its partition is "${shown(partition)}"`);
    }
    if (service === undefined || service === "" || region === undefined || resource === "") {
        return refused("is not an ARN: its service or its resource is empty");
    }
    if (account === undefined || !ACCOUNT.test(account)) {
        return refused(`is not an ARN: its account "${shown(account)}" is not twelve digits`);
    }
    return { kind: "parsed", value: { partition, service, region, account, resource } };
}

/** Writes an ARN; the inverse of {@link parseArn}. */
export function formatArn(arn: Arn): string {
    return `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.account}:${arn.resource}`;
}

/** The name at the end of a role's ARN, without its path. `undefined` when the ARN is not a role's. */
export function roleNameOf(arn: Arn): string | undefined {
    if (arn.service !== "iam" || !arn.resource.startsWith("role/")) return undefined;
    return arn.resource.slice(arn.resource.lastIndexOf("/") + 1);
}

/** Splits at the first `limit - 1` separators; the last part keeps the others, as an ARN's resource may hold colons. */
function splitAtMost(text: string, separator: string, limit: number): readonly string[] {
    const parts: string[] = [];
    let from = 0;
    while (parts.length < limit - 1) {
        const at = text.indexOf(separator, from);
        if (at < 0) break;
        parts.push(text.slice(from, at));
        from = at + separator.length;
    }
    return [...parts, text.slice(from)];
}

/** Text from outside, cut to what fits into a message. */
export function shown(text: string | undefined): string {
    if (text === undefined) return "";
    return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}

function refused<T>(reason: string): Parsed<T> {
    return { kind: "refused", reason };
}
