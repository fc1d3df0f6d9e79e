import { ACCOUNT, REGION, Stack, UNKNOWN, type Declared, type Props } from "./stack";

/** How much of the outputs a stack shows. */
export type Shown = "unknown" | "known";

export interface Orders {
    readonly stack: Stack;
    readonly role: Declared;
    readonly queue: Declared;
    readonly mapping: Declared;
}

/** What may differ from a stack in which everything is right. */
export interface Differences {
    readonly shown?: Shown;
    /** The role policy's document; `undefined`: there is no role policy. */
    readonly document?: unknown;
    readonly role?: Props;
    readonly queue?: Props;
    readonly mapping?: Props;
    readonly before?: (stack: Stack) => void;
}

export const QUEUE_ARN = `arn:aws:sqs:${REGION}:${ACCOUNT}:orders-failures-1a2b3c4`;
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/orders-5d6e7f8`;

export const TRUST = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Principal: { Service: "lambda.amazonaws.com" },
            Action: "sts:AssumeRole",
        },
    ],
});

export const SEND = {
    Version: "2012-10-17",
    Statement: [{ Sid: "Send", Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE_ARN }],
};

/** A function with a role, a queue and a mapping that delivers to it, written by hand. */
export function ordersStack(differences: Differences = {}): Orders {
    const { shown = "known", role: roleInputs, queue: queueInputs } = differences;
    const stack = new Stack();
    const arn = (value: string): string => (shown === "known" ? value : UNKNOWN);
    const roleProps = { name: "orders-5d6e7f8", path: "/", assumeRolePolicy: TRUST, ...roleInputs };
    const role = stack.add("aws:iam/role:Role", "orders", {
        inputs: roleProps,
        outputs: {
            ...roleProps,
            arn: arn(ROLE_ARN),
            id: arn("orders-5d6e7f8"),
            managedPolicyArns: shown === "known" ? [] : UNKNOWN,
            inlinePolicies: shown === "known" ? [] : UNKNOWN,
        },
    });
    const fn = stack.add("aws:lambda/function:Function", "orders", {
        inputs: { name: "orders-9a8b7c6", role: arn(ROLE_ARN), runtime: "nodejs22.x" },
        outputs: {
            name: "orders-9a8b7c6",
            role: arn(ROLE_ARN),
            runtime: "nodejs22.x",
            arn: arn(`arn:aws:lambda:${REGION}:${ACCOUNT}:function:orders-9a8b7c6`),
        },
        dependsOn: { role: [role] },
    });
    const queueProps = { name: "orders-failures-1a2b3c4", ...queueInputs };
    const queue = stack.add("aws:sqs/queue:Queue", "orders-failures", {
        inputs: queueProps,
        outputs: {
            ...queueProps,
            arn: arn(QUEUE_ARN),
            url: arn(`https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/orders-failures-1a2b3c4`),
        },
    });
    differences.before?.(stack);
    addRolePolicy(stack, role, "document" in differences ? differences.document : SEND);
    const mappingProps = {
        functionName: "orders-9a8b7c6",
        selfManagedEventSource: {
            endpoints: { KAFKA_BOOTSTRAP_SERVERS: "b1.example.com:9092,b2.example.com:9092" },
        },
        topics: ["orders"],
        startingPosition: "TRIM_HORIZON",
        sourceAccessConfigurations: [],
        destinationConfig: { onFailure: { destinationArn: arn(QUEUE_ARN) } },
        ...differences.mapping,
    };
    const mapping = stack.add("aws:lambda/eventSourceMapping:EventSourceMapping", "orders", {
        inputs: mappingProps,
        outputs: { ...mappingProps, arn: UNKNOWN, uuid: UNKNOWN },
        dependsOn: { functionName: [fn], destinationConfig: [queue] },
    });
    return { stack, role, queue, mapping };
}

function addRolePolicy(stack: Stack, role: Declared, document: unknown): void {
    if (document === undefined) return;
    const policy = typeof document === "string" ? document : JSON.stringify(document);
    stack.add("aws:iam/rolePolicy:RolePolicy", "send", {
        inputs: { name: "send-0a0b0c0", role: "orders-5d6e7f8", policy },
        dependsOn: { role: [role], policy: [] },
    });
}
