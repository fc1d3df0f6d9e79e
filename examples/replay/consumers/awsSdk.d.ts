// The little of the AWS SDK that the consumers use. The SDK itself is part of Lambda's Node runtimes; in a project
// of your own, install @aws-sdk/client-lambda, -s3 and -sns for their full types, and delete this file.

declare module "@aws-sdk/client-lambda" {
    export class LambdaClient {
        send(command: InvokeCommand): Promise<{ FunctionError?: string; Payload?: Uint8Array }>;
    }
    export class InvokeCommand {
        readonly input: { FunctionName: string; Payload: string };
        constructor(input: InvokeCommand["input"]);
    }
}

declare module "@aws-sdk/client-s3" {
    export class S3Client {
        send(
            command: GetObjectCommand,
        ): Promise<{ Body?: { transformToString(encoding: string): Promise<string> } }>;
    }
    export class GetObjectCommand {
        readonly input: { Bucket: string; Key: string; VersionId?: string };
        constructor(input: GetObjectCommand["input"]);
    }
}

declare module "@aws-sdk/client-sns" {
    export class SNSClient {
        send(command: PublishCommand): Promise<unknown>;
    }
    export class PublishCommand {
        readonly input: { TopicArn: string | undefined; Subject: string; Message: string };
        constructor(input: PublishCommand["input"]);
    }
}
