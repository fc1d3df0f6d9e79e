import { DESTINATION_KINDS, type DestinationKind } from "../../components/onFailure/destination";
import { REQUIREMENTS, type Need } from "../../components/onFailure/requirements";
import { table } from "./table";

const WRITTEN: Readonly<Record<Need["on"], Readonly<Record<"sqs" | "sns" | "s3", string>>>> = {
    destination: { sqs: "the queue", sns: "the topic", s3: "the bucket" },
    objects: { sqs: "the queue", sns: "the topic", s3: "`bucket/*`" },
};

/** The permission table of the README, row by row from the law. */
export function permissionTable(): string {
    return table(
        [
            "Destination",
            "The execution role, on the destination",
            "On its customer managed key, same account",
            "On a key in another account: both the key policy and the role must allow",
        ],
        DESTINATION_KINDS.map((kind) => {
            const { noun, role, key, url } = REQUIREMENTS[kind];
            return [
                `[${noun}](${url})`,
                role.map((need) => `\`${need.action}\` on ${placeOf(kind, need)}`).join(", ") ||
                    "nothing in IAM: the brokers' ACLs",
                actions(key.sameAccount),
                actions(key.otherAccount),
            ];
        }),
    );
}

function placeOf(kind: DestinationKind, need: Need): string {
    return kind === "kafka" ? "the topic" : WRITTEN[need.on][kind];
}

function actions(names: readonly string[]): string {
    return names.map((name) => `\`${name}\``).join(", ") || "–";
}
