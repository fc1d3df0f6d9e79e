import { elementsOf, type Delivery } from "./envelopes";
import { fieldOf, objectOf, optional, text, textThat, type Problem } from "./checks";
import { parseFailureRecord } from "./parseFailureRecord";

/** An object that S3 announces, or what is wrong with the announcement. */
export type Notice =
    | { readonly kind: "object"; readonly location: ObjectLocation }
    | { readonly kind: "invalid"; readonly problems: readonly Problem[] };

/** Where to read a failure record; the `Bucket`, `Key` and `VersionId` of S3's GetObject. */
export interface ObjectLocation {
    readonly bucket: string;
    /** The key itself, no longer encoded as it is in the notification. */
    readonly key: string;
    /** @default - the bucket keeps no versions. */
    readonly versionId?: string;
}

/**
 * The objects that were created, according to an S3 notification; notices of deletions and the test event
 * that S3 sends when notifications are configured announce none. Never throws.
 *
 * @example
 * ```ts
 * // {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put",
 * //   "s3":{"bucket":{"name":"orders-lost"},"object":{"key":"aws/lambda/2026-01-14T03.12%3A06"}}}]}
 * s3Objects(event);
 * // [{ kind: "object", location: { bucket: "orders-lost", key: "aws/lambda/2026-01-14T03.12:06" } }]
 * ```
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function s3Objects(event: unknown): readonly Notice[] {
    if (fieldOf(event, "Event") === "s3:TestEvent") return [];
    return elementsOf(event).flatMap(([path, notice]): readonly Notice[] => {
        const problems: Problem[] = [];
        if (!s3Notice(notice, path, problems)) return [{ kind: "invalid", problems }];
        if (!notice.eventName.startsWith("ObjectCreated:")) return [];
        const { bucket, object } = notice.s3;
        const { versionId } = object;
        const location = { bucket: bucket.name, key: decodeKey(object.key) ?? "" };
        return [{ kind: "object", location: versionId ? { ...location, versionId } : location }];
    });
}

/**
 * The failure records in the objects that an S3 notification announces, each read by `read`. Never throws:
 * where `read` does, that is an invalid delivery, and the other objects are read all the same.
 *
 * @example
 * ```ts
 * const s3 = new S3Client();
 * const deliveries = await recordsFromS3(event, async ({ bucket, key, versionId }) => {
 *     const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
 *     return (await object.Body?.transformToString()) ?? "";
 * });
 * ```
 */
export async function recordsFromS3(
    event: unknown,
    read: (location: ObjectLocation) => Promise<string>,
): Promise<readonly Delivery[]> {
    return Promise.all(
        s3Objects(event).map(async (notice): Promise<Delivery> => {
            if (notice.kind === "invalid") return { ...notice, path: "", id: "" };
            const { bucket, key } = notice.location;
            const id = `s3://${bucket}/${key}`;
            try {
                return { ...parseFailureRecord(await read(notice.location)), path: "", id };
            } catch (error) {
                const problems = [{ path: id, reason: `could not be read: ${String(error)}` }];
                return { kind: "invalid", problems, path: "", id };
            }
        }),
    );
}

interface SentNotice {
    readonly eventName: string;
    readonly s3: {
        readonly bucket: { readonly name: string };
        readonly object: { readonly key: string; readonly versionId?: string | null };
    };
}

const s3Notice = objectOf<SentNotice>({
    eventName: text,
    s3: objectOf<SentNotice["s3"]>({
        bucket: objectOf<SentNotice["s3"]["bucket"]>({ name: text }),
        object: objectOf<SentNotice["s3"]["object"]>({
            key: textThat("must be a URL-encoded text", (key) => decodeKey(key) !== undefined),
            versionId: optional(text),
        }),
    }),
});

/** "The key name is URL encoded": as in a form, with + for a blank. */
function decodeKey(key: string): string | undefined {
    try {
        return decodeURIComponent(key.replaceAll("+", " "));
    } catch {
        return undefined;
    }
}
