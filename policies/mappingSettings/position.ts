import { momentOf } from "../../components/source/limits";
import type { MappingFacts } from "../facts/gather";
import { setting } from "../facts/settings";
import type { Mistake } from "./mistakes";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/kafka-starting-positions.html";

/** A starting position and its timestamp that do not go together. */
export function positionMistakes(facts: MappingFacts, now: number): readonly Mistake[] {
    const position = setting(facts.node, "startingPosition");
    const stamp = setting(facts.node, "startingPositionTimestamp");
    if (position === "AT_TIMESTAMP" && stamp === undefined) {
        return [mistake(facts, "starts AT_TIMESTAMP and sets no startingPositionTimestamp")];
    }
    if (typeof position === "string" && position !== "AT_TIMESTAMP" && stamp !== undefined) {
        return [
            mistake(
                facts,
                `sets startingPositionTimestamp and starts at ${position}, which takes none`,
            ),
        ];
    }
    if (typeof stamp !== "string") return [];
    const time = momentOf(stamp);
    if (time === undefined) {
        return [mistake(facts, `has the timestamp "${stamp}", which is not an RFC 3339 timestamp`)];
    }
    return time > now ? [mistake(facts, `starts at ${stamp}, which is in the future`)] : [];
}

function mistake({ title }: MappingFacts, what: string): Mistake {
    return {
        rule: "KOF-068",
        lack: `${title} ${what}.`,
        remedy:
            "Start at TRIM_HORIZON, at LATEST, or AT_TIMESTAMP with a past startingPositionTimestamp " +
            "of the form 2026-01-31T00:00:00Z.",
        url: PAGE,
    };
}
