"""A program in Python over every component of the package, and a mapping written by hand, run by the Automation API.

    python main.py REQUEST

REQUEST is JSON: `workDir` (with a Pulumi.yaml), `policyPack` and `steps`, each with a `command` and the configuration
`granted`. Prints JSON: what each step came to.
"""

import json
import sys

import pulumi
import pulumi.automation as auto
import pulumi_aws as aws

BROKERS = ["b-1.kafka.example.com:9096", "b-2.kafka.example.com:9096"]
SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:kafka/orders-a1b2c3"


class Component(pulumi.ComponentResource):
    """A component of the package, without the SDK that the CLI would generate for it."""

    def __init__(self, kind, name, props, outputs, opts=None):
        unset = {output: None for output in outputs}
        super().__init__(f"pulumi-lambda-kafka:index:{kind}", name, {**props, **unset}, opts, remote=True)


def handler(name):
    """A function and its role."""
    role = aws.iam.Role(
        name,
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
                ],
            }
        ),
    )
    function = aws.lambda_.Function(
        name, role=role.arn, runtime="python3.13", handler="index.handler", s3_bucket="code", s3_key=f"{name}.zip"
    )
    return role, function


def program():
    """Every component, and a mapping written by hand."""
    role, function = handler("orders")
    source = Component(
        "KafkaEventSource",
        "orders",
        {
            "functionName": function.name,
            "role": role,
            "bootstrapServers": BROKERS,
            "topic": "orders",
            "authentication": {"type": "SASL_SCRAM_512_AUTH", "secretArn": SECRET},
            "onFailure": {"sqs": {"create": {}}},
        },
        ["mappingArn", "destinationArn", "consumerGroupId"],
    )
    role, function = handler("payments")
    destination = Component(
        "OnFailureDestination", "payments", {"sqs": {}, "writerRoleArns": [role.arn]}, ["arn", "accountId"]
    )
    queue = aws.sqs.Queue("payments-by-hand", sqs_managed_sse_enabled=True, message_retention_seconds=1209600)
    after = []
    if pulumi.Config().require_bool("granted"):
        after.append(Component("OnFailureGrant", "payments", {"role": role, "queue": queue}, ["requiredRoleStatements"]))
    aws.iam.RolePolicy(
        "payments-credentials",
        role=role.name,
        policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": SECRET}],
            }
        ),
    )
    aws.lambda_.EventSourceMapping(
        "payments",
        function_name=function.name,
        topics=["payments"],
        starting_position="TRIM_HORIZON",
        self_managed_event_source={"endpoints": {"KAFKA_BOOTSTRAP_SERVERS": ",".join(BROKERS)}},
        self_managed_kafka_event_source_config={"consumer_group_id": "python-payments"},
        source_access_configurations=[{"type": "SASL_SCRAM_512_AUTH", "uri": SECRET}],
        destination_config={"on_failure": {"destination_arn": queue.arn}},
        metrics_config={"metrics": ["EventCount", "ErrorCount", "KafkaMetrics"]},
        opts=pulumi.ResourceOptions(depends_on=after),
    )
    pulumi.export("group", source.consumerGroupId)
    pulumi.export("destination", destination.arn)


def run(stack, step, policy_pack):
    """Runs one step; what the engine tells is the answer, also when the step fails."""
    policies, summary, errors = [], {}, []

    def on_event(event):
        if event.policy_event is not None:
            told = event.policy_event
            policies.append(
                {
                    "policy": told.policy_name,
                    "level": told.enforcement_level,
                    "resource": (told.resource_urn or "").split("::")[-1],
                    "message": told.message,
                }
            )
        if event.summary_event is not None:
            summary.update({str(getattr(op, "value", op)): n for op, n in event.summary_event.resource_changes.items()})
        if event.diagnostic_event is not None and event.diagnostic_event.severity == "error":
            errors.append(event.diagnostic_event.message)

    stack.set_config("python:granted", auto.ConfigValue(value=str(step["granted"]).lower()))
    options = {"on_event": on_event}
    if step["command"] != "destroy":
        options["policy_packs"] = [policy_pack]
    try:
        getattr(stack, step["command"])(**options)
        failed = False
    except auto.CommandError:
        failed = True
    outputs = {key: output.value for key, output in stack.outputs().items()}
    return {"failed": failed, "policies": policies, "changes": summary, "errors": errors, "outputs": outputs}


def main():
    """Runs every step of the request."""
    request = json.loads(sys.argv[1])
    stack = auto.create_or_select_stack(
        stack_name="dev",
        project_name="python",
        program=program,
        opts=auto.LocalWorkspaceOptions(work_dir=request["workDir"]),
    )
    stack.set_config("aws:region", auto.ConfigValue(value="eu-west-1"))
    print(json.dumps([run(stack, step, request["policyPack"]) for step in request["steps"]]))


if __name__ == "__main__":
    main()
