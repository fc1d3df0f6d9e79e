import type { TypeRows } from "../row";
import { always, madeUp, same, text, when } from "../scope";
import { functionArn, invokeArn } from "./functionArn";

const MODIFIED = always("2020-01-01T00:00:00.000+0000");

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export const LAMBDA: TypeRows = {
    "aws:lambda/function:Function": {
        autoname: { property: "name", maxLength: 64 },
        defaults: {
            memorySize: 128,
            packageType: "Zip",
            publish: false,
            reservedConcurrentExecutions: -1,
            skipDestroy: false,
            timeout: 3,
        },
        id: same("name"),
        outputs: {
            architectures: always(["x86_64"]),
            arn: text("arn:{partition}:lambda:{region}:{account}:function:{name}"),
            ephemeralStorage: always({ size: 512 }),
            invokeArn: invokeArn("arn"),
            loggingConfig: (scope) => ({
                applicationLogLevel: "",
                logFormat: "Text",
                logGroup: text("/aws/lambda/{name}")(scope),
                systemLogLevel: "",
            }),
            qualifiedArn: text("{arn}:{version}"),
            qualifiedInvokeArn: invokeArn("qualifiedArn"),
            responseStreamingInvokeArn: text(
                "arn:{partition}:apigateway:{region}:lambda:path/2021-11-15/functions/{arn}/response-streaming-invocations",
            ),
            signingJobArn: always(""),
            signingProfileVersionArn: always(""),
            tracingConfig: always({ mode: "PassThrough" }),
            version: when("publish", true, always("1"), always("$LATEST")),
        },
        later: { lastModified: MODIFIED },
        replaces: ["name", "packageType", "region", "tenancyConfig"],
        sets: ["replacementSecurityGroupIds"],
    },
    "aws:lambda/alias:Alias": {
        id: same("arn"),
        outputs: {
            arn: text("{functionArn}:{name}"),
            functionArn,
            invokeArn: invokeArn("arn"),
        },
        replaces: ["functionName", "name", "region"],
    },
    "aws:lambda/permission:Permission": {
        autoname: { property: "statementId", maxLength: 100, unless: "statementIdPrefix" },
        id: same("statementId"),
        outputs: { statementIdPrefix: always("") },
        replaces: [
            "action",
            "eventSourceToken",
            "function",
            "functionUrlAuthType",
            "invokedViaFunctionUrl",
            "principal",
            "principalOrgId",
            "qualifier",
            "region",
            "sourceAccount",
            "sourceArn",
            "statementId",
            "statementIdPrefix",
        ],
    },
    "aws:lambda/layerVersion:LayerVersion": {
        defaults: { skipDestroy: false },
        id: same("arn"),
        outputs: {
            layerArn: text("arn:{partition}:lambda:{region}:{account}:layer:{layerName}"),
            signingJobArn: always(""),
            signingProfileVersionArn: always(""),
        },
        // AWS counts the versions of a layer, those that were deleted too.
        later: { arn: text("{layerArn}:1"), createdDate: MODIFIED, version: always("1") },
        replaces: [
            "code",
            "compatibleArchitectures",
            "compatibleRuntimes",
            "description",
            "layerName",
            "licenseInfo",
            "region",
            "s3Bucket",
            "s3Key",
            "s3ObjectVersion",
            "sourceCodeHash",
        ],
        sets: ["compatibleArchitectures", "compatibleRuntimes"],
    },
    "aws:lambda/layerVersionPermission:LayerVersionPermission": {
        defaults: { skipDestroy: false },
        id: text("{layerName},{versionNumber}"),
        replaces: [
            "action",
            "layerName",
            "organizationId",
            "principal",
            "region",
            "statementId",
            "versionNumber",
        ],
    },
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
        defaults: { maximumRetryAttempts: 2 },
        id: when("qualifier", null, same("functionName"), text("{functionName}:{qualifier}")),
        replaces: ["functionName", "qualifier", "region"],
    },
    "aws:lambda/functionUrl:FunctionUrl": {
        defaults: { invokeMode: "BUFFERED" },
        id: when("qualifier", null, same("functionName"), text("{functionName}/{qualifier}")),
        outputs: {
            functionArn,
            functionUrl: text("https://{urlId}.lambda-url.{region}.on.aws/"),
            urlId: madeUp("hex32"),
        },
        replaces: ["functionName", "qualifier", "region"],
    },
    "aws:lambda/codeSigningConfig:CodeSigningConfig": {
        id: same("arn"),
        outputs: {
            arn: text("arn:{partition}:lambda:{region}:{account}:code-signing-config:{configId}"),
            configId: madeUp("hex17", "csc-"),
            policies: always({ untrustedArtifactOnDeployment: "Warn" }),
        },
        later: { lastModified: MODIFIED },
        replaces: ["region"],
    },
    "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": {
        defaults: { skipDestroy: false },
        id: text("{functionName},{qualifier}"),
        replaces: ["functionName", "qualifier", "region"],
    },
};
