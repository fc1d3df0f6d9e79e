/**
 * Previews of programs without a cloud, for your tests.
 *
 * @module pulumi-lambda-kafka/testing
 */

export { checkState } from "./engine/checkState";
export { PreviewError } from "./engine/failure";
export { previewProgram } from "./engine/previewProgram";
export type {
    Answers,
    ConfigObject,
    ConfigValue,
    Engine,
    Finding,
    InvokeAnswer,
    Level,
    LogLine,
    Note,
    NoteKind,
    PackOptions,
    PolicyConfig,
    PreviewedResource,
    PreviewEvent,
    PreviewOptions,
    PreviewResult,
    ReadAnswer,
    ResourceOptions,
} from "./engine/result";
export type { Outputs, Wire, WireObject } from "./model";
