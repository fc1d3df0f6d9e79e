import type { RuleId } from "../catalogue";
import type { MappingFacts } from "../facts/gather";
import { accessMistakes } from "./access";
import { brokerMistakes } from "./brokers";
import { positionMistakes } from "./position";
import { rangeMistakes } from "./ranges";
import { provisionedMistakes } from "./provisioned";

/** A setting that AWS refuses or silently changes. */
export interface Mistake {
    readonly rule: RuleId;
    /** One sentence: what is set, and why it cannot be. */
    readonly lack: string;
    /** One sentence: what to do. */
    readonly remedy: string;
    readonly url: string;
}

/** Everything in a mapping's settings that AWS refuses or silently changes. */
export function mistakesOf(facts: MappingFacts, now: number): readonly Mistake[] {
    return [
        ...provisionedMistakes(facts),
        ...rangeMistakes(facts),
        ...accessMistakes(facts),
        ...positionMistakes(facts, now),
        ...brokerMistakes(facts),
    ];
}
