import { parseArn } from "../../components/onFailure/arn";
import type { Node } from "../graph";
import type { Text } from "../iam/unknown";
import { asText, isUnknown, sameText, text } from "../values";
import type { Place } from "./places";
import { computed, inputOf, notKnown, outputOf } from "./settings";
import { kindOf, type NodeKind } from "./types";

/** An ARN of which parts may not be known. */
interface ArnParts {
    readonly partition: Text;
    readonly service: string;
    readonly region: Text;
    readonly account: Text;
    readonly resource: Text;
}

interface Format {
    readonly service: string;
    readonly regional: boolean;
    readonly resource: (node: Node) => Text;
}

/** AWS's formats of the ARNs that follow from a name; other kinds are known only when the provider says so. */
const FORMATS: Readonly<Partial<Record<NodeKind, Format>>> = {
    queue: { service: "sqs", regional: true, resource: nameOf },
    topic: { service: "sns", regional: true, resource: nameOf },
    role: {
        service: "iam",
        regional: false,
        resource: (node) => text("role", pathOf(node), nameOf(node)),
    },
    managedPolicy: {
        service: "iam",
        regional: false,
        resource: (node) => text("policy", pathOf(node), nameOf(node)),
    },
    function: {
        service: "lambda",
        regional: true,
        resource: (node) => text("function:", nameOf(node)),
    },
    key: { service: "kms", regional: true, resource: (node) => text("key/", keyIdOf(node)) },
    keyAlias: { service: "kms", regional: true, resource: nameOf },
    secret: {
        service: "secretsmanager",
        regional: true,
        // AWS adds a hyphen and six characters of its own.
        resource: (node) =>
            text("secret:", nameOf(node), "-", notKnown(node, "the random suffix of the ARN")),
    },
};

/** The ARN of a resource: what the provider says, else what follows from its name and place. */
export function arnOf(node: Node, place: Place): Text {
    const known = computed(node, "arn");
    if (typeof known === "string") return known;
    const parts = partsOf(node, place);
    if (parts === undefined) return asText(known, "arn");
    const { partition, service, region, account, resource } = parts;
    return text("arn:", partition, `:${service}:`, region, ":", account, ":", resource);
}

/** Whether an ARN is that of a resource. `undefined`: a part of it is not known. */
export function isArnOf(node: Node, place: Place, arn: string): boolean | undefined {
    const known = computed(node, "arn");
    if (typeof known === "string") return known === arn;
    const own = partsOf(node, place);
    const parsed = parseArn(arn);
    if (own === undefined) return undefined;
    if (parsed.kind === "refused" || parsed.value.service !== own.service) return false;
    const { partition, region, account, resource } = parsed.value;
    return all([
        sameText(own.resource, resource),
        sameText(own.partition, partition),
        sameText(own.region, region),
        sameText(own.account, account),
    ]);
}

/** A resource's name as AWS knows it; of a prefix, the part that is known. */
export function nameOf(node: Node): Text {
    const isBucket = kindOf(node.type) === "bucket";
    const name = computed(node, isBucket ? "bucket" : "name");
    if (!isUnknown(name)) return asText(name, "name");
    const prefix = inputOf(node, isBucket ? "bucketPrefix" : "namePrefix");
    return text(typeof prefix === "string" ? prefix : "", name);
}

/** All claims hold; `undefined` when none fails and one cannot be told. */
export function all(claims: readonly (boolean | undefined)[]): boolean | undefined {
    if (claims.includes(false)) return false;
    return claims.includes(undefined) ? undefined : true;
}

function partsOf(node: Node, place: Place): ArnParts | undefined {
    const kind = kindOf(node.type);
    if (kind === "bucket") {
        const { partition } = place;
        return { partition, service: "s3", region: "", account: "", resource: nameOf(node) };
    }
    const format = kind === undefined ? undefined : FORMATS[kind];
    if (format === undefined) return undefined;
    const { account, partition } = place;
    const region = format.regional ? place.region : "";
    return { partition, service: format.service, region, account, resource: format.resource(node) };
}

function keyIdOf(node: Node): Text {
    return asText(computed(node, "keyId"), "keyId");
}

function pathOf(node: Node): Text {
    const path = inputOf(node, "path") ?? outputOf(node, "path");
    return path === undefined ? "/" : asText(path, "path");
}
