import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as pulumi from "@pulumi/pulumi";
import { TeamSource } from "./teamSource";

const config = new pulumi.Config();
const { accountId } = getCallerIdentityOutput();
const code = "exports.handler = async (event) => console.log(Object.keys(event.records));";

const topics = ["orders", "payments"].map(
    (topic) =>
        new TeamSource(topic, {
            topic,
            code,
            accountId,
            keepRecords: config.requireBoolean("keepRecords"),
        }),
);

export const destinations = topics.map((source) => source.destinationArn);
