import type * as pulumi from "@pulumi/pulumi";
import type { KafkaEventSourceArgs } from "./args";
import { realAccount, type Place } from "./arns";
import { accountIn, regionIn } from "./checks/arn";
import type { Mistake } from "./checks/check";
import { settledViewOf, type View } from "./checks/view";

/**
 * What contradicts the account and the Region in which the mapping is created, as far as both are known: AWS refuses
 * it, or, of a role, lets the mapping be created and the batches be lost.
 */
export async function placeMistakes(
    args: KafkaEventSourceArgs,
    place: pulumi.Output<Place>,
): Promise<readonly Mistake[]> {
    const [accountId, region, roleArn, topicArn] = await Promise.all([
        settledViewOf(place.accountId),
        settledViewOf(place.region),
        settledViewOf(args.roleArn),
        settledViewOf(args.onFailure.sns?.arn),
    ]);
    return [
        ...mistake("roleArn", roleMistake(accountIn(roleArn), realAccount(accountId))),
        ...mistake("onFailure.sns.arn", topicMistake(regionIn(topicArn), region)),
    ];
}

function roleMistake(its: string | undefined, ours: string | undefined): string | undefined {
    if (its === undefined || ours === undefined || its === ours) return undefined;
    return (
        `is in account ${its}, but the mapping in ${ours}: a function, its mapping and its execution role ` +
        "are in one account"
    );
}

function topicMistake(its: string | undefined, ours: View): string | undefined {
    if (its === undefined || typeof ours !== "string" || its === ours) return undefined;
    return `is in ${its}, but the mapping in ${ours}: an SNS topic must be in the mapping's Region`;
}

function mistake(propertyPath: string, reason: string | undefined): readonly Mistake[] {
    return reason === undefined ? [] : [{ propertyPath, reason }];
}
