import { BROKERS_AT_MOST, isBroker } from "../../components/source/limits";
import type { MappingFacts } from "../facts/gather";
import { setting } from "../facts/settings";
import { isObject } from "../values";
import type { Mistake } from "./mistakes";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/api/API_SelfManagedEventSource.html";

const KEY = "KAFKA_BOOTSTRAP_SERVERS";

/** Bootstrap servers in a form that the API does not take. */
export function brokerMistakes(facts: MappingFacts): readonly Mistake[] {
    const endpoints = setting(facts.node, "selfManagedEventSource", "endpoints");
    if (!isObject(endpoints)) return [];
    const others = Object.keys(endpoints).filter((key) => key !== KEY);
    const servers = endpoints[KEY];
    return [
        ...others.map((key) =>
            mistake(facts, `has endpoints of the kind "${key}"; only ${KEY} exists`),
        ),
        ...(servers === undefined && others.length === 0
            ? [mistake(facts, "names no bootstrap server")]
            : []),
        ...(typeof servers === "string" ? serverMistakes(facts, servers.split(",")) : []),
    ];
}

function serverMistakes(facts: MappingFacts, servers: readonly string[]): readonly Mistake[] {
    return [
        ...(servers.length > BROKERS_AT_MOST
            ? [
                  mistake(
                      facts,
                      `names ${servers.length} bootstrap servers; ${BROKERS_AT_MOST} are allowed`,
                  ),
              ]
            : []),
        ...servers
            .filter((server) => !isBroker(server))
            .map((server) =>
                mistake(
                    facts,
                    `has the bootstrap server "${server.slice(0, 80)}", which is not host:port`,
                ),
            ),
    ];
}

function mistake({ title }: MappingFacts, what: string): Mistake {
    return {
        rule: "KOF-070",
        lack: `${title} ${what}.`,
        remedy: "List at most ten host:port, separated by commas without spaces.",
        url: PAGE,
    };
}
