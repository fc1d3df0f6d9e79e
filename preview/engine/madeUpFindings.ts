import { isMadeUp } from "../aws";
import type { Finding } from "./result";

/** A finding that shows an id which the model made up says so. */
export function tellMadeUp(finding: Finding): Finding {
    return isMadeUp(finding.message)
        ? {
              ...finding,
              message: `${finding.message}\n(The id with the eight zeros is made up: AWS will answer another one.)`,
          }
        : finding;
}
