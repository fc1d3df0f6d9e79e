"use strict";

const { PolicyPack } = require("@pulumi/policy");

const QUEUE = "aws:sqs/queue:Queue";

/** Properties without running into unknowns, which show as themselves. */
function raw(props) {
    return Object.fromEntries(
        Object.keys(props).map((key) => {
            const { value } = Object.getOwnPropertyDescriptor(props, key);
            return [
                key,
                typeof value === "object" && value !== null && !Array.isArray(value)
                    ? raw(value)
                    : value,
            ];
        }),
    );
}

new PolicyPack("shown", {
    enforcementLevel: "advisory",
    policies: [
        {
            name: "inputs",
            description: "Tells the inputs of queues and components.",
            enforcementLevel: "disabled",
            validateResource: ({ type, props, opts, provider }, report) => {
                if (type !== QUEUE && !type.startsWith("test:")) return;
                report(
                    JSON.stringify({
                        inputs: raw(props),
                        parent: opts.parent,
                        provider: provider?.props,
                    }),
                );
            },
        },
        {
            name: "stack",
            description: "Tells the outputs of all resources.",
            enforcementLevel: "disabled",
            validateStack: ({ resources }, report) => {
                for (const {
                    urn,
                    props,
                    parent,
                    dependencies,
                    propertyDependencies,
                    provider,
                } of resources) {
                    report(
                        JSON.stringify({
                            outputs: raw(props),
                            parent: parent?.urn,
                            dependencies: dependencies.map((one) => one.name),
                            propertyDependencies: Object.fromEntries(
                                Object.entries(propertyDependencies).map(([key, many]) => [
                                    key,
                                    many.map((one) => one.name),
                                ]),
                            ),
                            provider: provider?.urn,
                        }),
                        urn,
                    );
                }
            },
        },
        {
            name: "retention",
            description: "Failed batches must be kept.",
            enforcementLevel: "mandatory",
            configSchema: { properties: { seconds: { type: "number", default: 600 } } },
            validateResource: ({ type, props, getConfig }, report) => {
                const { seconds } = getConfig();
                if (type === QUEUE && props.messageRetentionSeconds < seconds) {
                    report(
                        `KOF-042: The queue keeps messages for ${props.messageRetentionSeconds} seconds only.`,
                    );
                }
            },
        },
        {
            name: "same-account",
            description: "Roles must be of the queue's account.",
            enforcementLevel: "mandatory",
            validateStack: ({ resources }, report) => {
                for (const queue of resources.filter(({ type }) => type === QUEUE)) {
                    const [, trusted] = /iam::(\d+):/.exec(raw(queue.props).policy ?? "") ?? [];
                    const [, own] = /sqs:[^:]+:(\d+):/.exec(raw(queue.props).arn) ?? [];
                    if (trusted !== undefined && own !== undefined && trusted !== own) {
                        report(
                            `KOF-050: Account ${trusted} is not the queue's account ${own}.`,
                            queue.urn,
                        );
                    }
                }
            },
        },
        {
            name: "on-failure-unverified",
            description: "What could not be decided.",
            enforcementLevel: "advisory",
            validateStack: () => undefined,
        },
    ],
});
