import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

class Orders extends pulumi.ComponentResource {
    readonly url: pulumi.Output<string>;
    constructor(name: string, args: { retention: number }) {
        super("test:index:Orders", name, args);
        const queue = new aws.sqs.Queue(
            `${name}-dlq`,
            { messageRetentionSeconds: args.retention },
            { parent: this },
        );
        new aws.sqs.QueuePolicy(
            `${name}-policy`,
            { queueUrl: queue.id, policy: pulumi.jsonStringify({ Resource: queue.arn }) },
            { parent: this },
        );
        this.url = queue.url;
        this.registerOutputs({ url: this.url });
    }
}

const config = new pulumi.Config();
const orders = new Orders("orders", { retention: config.requireNumber("retention") });

export const url = orders.url;
