import { formatArn, parseArn } from "./onFailure/arn";

/** The account and the Region in which a component creates things. */
export interface Place {
    readonly accountId: string;
    readonly region: string;
    readonly partition: string;
}

/** No account of AWS: what a preview or an emulator answers where none is known. */
const NO_ACCOUNT = "000000000000";

/** An account by which something can be judged; `undefined` where none is known. */
export function realAccount(accountId: unknown): string | undefined {
    const known = typeof accountId === "string" && /^\d{12}$/.test(accountId);
    return known && accountId !== NO_ACCOUNT ? accountId : undefined;
}

/** The account in an ARN; empty when it names none. */
export function accountOf(arn: string): string {
    const parsed = parseArn(arn);
    return parsed.kind === "parsed" ? parsed.value.account : "";
}

/** The Region in an ARN; empty when it names none. */
export function regionOf(arn: string): string {
    const parsed = parseArn(arn);
    return parsed.kind === "parsed" ? parsed.value.region : "";
}

/** The ARN of a queue or topic by its name, or of a bucket. */
export function destinationArn(kind: "sqs" | "sns" | "s3", place: Place, name: string): string {
    const bucket = kind === "s3";
    return formatArn({
        partition: place.partition,
        service: kind,
        region: bucket ? "" : place.region,
        account: bucket ? "" : place.accountId,
        resource: name,
    });
}

/** The ARN of a role by its path and name. */
export function roleArnOf(place: Place, path: string, name: string): string {
    return formatArn({
        partition: place.partition,
        service: "iam",
        region: "",
        account: place.accountId,
        resource: `role${path}${name}`,
    });
}
