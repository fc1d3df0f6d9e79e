// Events as AWS's developer guides print them, with a record of ours in the place of the message.

/** What Lambda hands to a function that reads a queue. */
export function sqsEvent(body: string) {
    return {
        Records: [
            {
                messageId: "059f36b4-87a3-44ab-83d2-661975830a7d",
                receiptHandle: "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
                body,
                attributes: {
                    ApproximateReceiveCount: "1",
                    SentTimestamp: "1545082649183",
                    SenderId: "AIDAIENQZJOLO23YVJ4VO",
                    ApproximateFirstReceiveTimestamp: "1545082649185",
                },
                messageAttributes: {},
                md5OfBody: "e4e68fb7bd0e697a0ae8f1bb342846b3",
                eventSource: "aws:sqs",
                eventSourceARN: "arn:aws:sqs:us-east-2:123456789012:my-queue",
                awsRegion: "us-east-2",
            },
        ],
    };
}

/** What SNS puts into a queue without raw message delivery. */
export function notification(message: string): string {
    return JSON.stringify({
        Type: "Notification",
        MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        TopicArn: "arn:aws:sns:us-west-2:123456789012:MyTopic",
        Message: message,
        Timestamp: "2012-05-02T00:54:06.655Z",
        SignatureVersion: "1",
        Signature: "EXAMPLEw6JRN...",
        SigningCertURL:
            "https://sns.us-west-2.amazonaws.com/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem",
        UnsubscribeURL:
            "https://sns.us-west-2.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=arn:aws:sns:us-west-2:123456789012:MyTopic:c9135db0-26c4-47ec-8998-413945fb5a96",
    });
}

/** What Lambda hands to a function that is subscribed to a topic of SNS. */
export function snsEvent(message: string) {
    return {
        Records: [
            {
                EventVersion: "1.0",
                EventSubscriptionArn:
                    "arn:aws:sns:us-east-1:123456789012:sns-lambda:21be56ed-a058-49f5-8c98-aedd2564c486",
                EventSource: "aws:sns",
                Sns: {
                    SignatureVersion: "1",
                    Timestamp: "2019-01-02T12:45:07.000Z",
                    Signature: "tcc6faL2yUC6dgZdmrwh1Y4cGa/ebXEkAi6RibDsvpi+tE/1+82j...65r==",
                    SigningCertUrl:
                        "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-ac565b8b1a6c5d002d285f9598aa1d9b.pem",
                    MessageId: "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
                    Message: message,
                    MessageAttributes: {},
                    Type: "Notification",
                    UnsubscribeUrl:
                        "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=arn:aws:sns:us-east-1:123456789012:test-lambda:21be56ed-a058-49f5-8c98-aedd2564c486",
                    TopicArn: "arn:aws:sns:us-east-1:123456789012:sns-lambda",
                    Subject: null,
                },
            },
        ],
    };
}

/** What Lambda hands to a function that reads the dead-letter topic of a self-managed cluster. */
export function kafkaEvent(value: string) {
    return {
        eventSource: "SelfManagedKafka",
        bootstrapServers: "b-1.example.com:9096",
        records: {
            "orders-dlt-0": [
                {
                    topic: "orders-dlt",
                    partition: 0,
                    offset: 7,
                    timestamp: 1545084650987,
                    timestampType: "CREATE_TIME",
                    key: "dGVzdC1rZXk=",
                    value: Buffer.from(value).toString("base64"),
                    headers: [],
                },
            ] as const,
        },
    };
}

/** What Lambda hands to a function that a bucket notifies; the key as S3 encodes it. */
export function s3Event(key: string) {
    return {
        Records: [
            {
                eventVersion: "2.1",
                eventSource: "aws:s3",
                awsRegion: "us-east-2",
                eventTime: "2019-09-03T19:37:27.192Z",
                eventName: "ObjectCreated:Put",
                userIdentity: { principalId: "AWS:AIDAINPONIXQXHT3IKHL2" },
                requestParameters: { sourceIPAddress: "205.255.255.255" },
                responseElements: {
                    "x-amz-request-id": "D82B88E5F771F645",
                    "x-amz-id-2":
                        "vlR7PnpV2Ce81l0PRw6jlUpck7Jo5ZsQjryTjKlc5aLWGVHPZLj5NeC6qMa0emYBDXOo6QBU0Wo=",
                },
                s3: {
                    s3SchemaVersion: "1.0",
                    configurationId: "828aa6fc-f7b5-4305-8584-487c791949c1",
                    bucket: {
                        name: "orders-lost",
                        ownerIdentity: { principalId: "A3I5XTEXAMAI3E" },
                        arn: "arn:aws:s3:::orders-lost",
                    },
                    object: {
                        key,
                        size: 1305107,
                        eTag: "b21b84d653bb07b05b1e6b33684dc11b",
                        sequencer: "0C0F6F405D6ED209E1",
                    },
                },
            },
        ],
    };
}
