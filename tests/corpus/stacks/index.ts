import type { CorpusStack } from "../stack";
import { components } from "./components";
import { namedOnly } from "./namedOnly";
import { multiRegionKeys } from "./multiRegion";
import { origins } from "./origins";
import { rightStacks } from "./right";
import { settings } from "./settings";
import { shapes } from "./shapes";
import { sources } from "./sources";
import { takenAway } from "./takenAway";
import { wrongDestinations } from "./wrongDestination";
import { wrongKeys } from "./wrongKey";
import { wrongRoles } from "./wrongRole";

/** Every stack of the corpus, by what it is about. */
export const CORPUS: Readonly<Record<string, () => readonly CorpusStack[]>> = {
    "right stacks": rightStacks,
    "stacks as people write them": shapes,
    "values of other origins": origins,
    "our components": components,
    "roles that may not write": wrongRoles,
    "policies that the stack takes away": takenAway,
    "keys that are closed": wrongKeys,
    "keys in several Regions": multiRegionKeys,
    "destinations that refuse": wrongDestinations,
    "destinations that are only named": namedOnly,
    "settings of the mapping": settings,
    "what reading asks for": sources,
};
