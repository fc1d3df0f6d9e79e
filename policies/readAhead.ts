import type { Properties } from "./graph";
import { managedPolicy } from "./iam/managedPolicies";
import type { Reader } from "./iam/policy";
import { kindOf, type NodeKind } from "./facts/types";
import { isList } from "./values";

/** Looks at the inputs of one resource. */
export type Look = (type: string, inputs: Properties) => void;

/**
 * Reads policy documents as the engine shows the resources, one by one and while others are still being registered:
 * the analysis of the stack, for which the engine waits, then finds them read.
 */
export function readAhead(reader: Reader): Look {
    return (type, inputs) => {
        const kind = kindOf(type);
        if (kind === undefined) return;
        const document = WITH_POLICY.has(kind) ? inputs("policy") : undefined;
        if (typeof document === "string") reader.read({ name: "", document });
        const property = ATTACHING[kind];
        const attached = property === undefined ? undefined : inputs(property);
        for (const arn of isList(attached) ? attached : [attached]) {
            const policy = typeof arn === "string" ? managedPolicy(arn) : undefined;
            if (policy !== undefined) reader.read(policy);
        }
    };
}

/** The kinds whose `policy` is a document on which a verdict may rest. */
const WITH_POLICY: ReadonlySet<NodeKind> = new Set<NodeKind>([
    "rolePolicy",
    "managedPolicy",
    "queue",
    "queuePolicy",
    "topic",
    "topicPolicy",
    "bucket",
    "bucketPolicy",
    "key",
    "keyPolicy",
    "secretPolicy",
]);

/** Where roles are given AWS's own policies by ARN. */
const ATTACHING: Readonly<Partial<Record<NodeKind, string>>> = {
    role: "managedPolicyArns",
    roleAttachment: "policyArn",
    policyAttachment: "policyArn",
    exclusiveAttached: "policyArns",
};
