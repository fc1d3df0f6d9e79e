import { finding, type Finding } from "../findings";
import type { MappingFacts } from "../facts/gather";
import type { RoleFacts } from "../facts/roles";
import type { Text } from "../iam/unknown";
import type { Deciding, Lack } from "../iam/verdict";
import type { SourceRuling } from "../judgeSource";
import { show } from "../values";
import { quoted, reasonsOf, rolePolicyProgram } from "./delivery";
import { programStatement, statementOf, variableOf, type Grant } from "./statements";

/** The role may not do something that reading from the source needs. */
export function cannotRead(
    { node }: MappingFacts,
    role: RoleFacts,
    ruling: SourceRuling,
    lacks: readonly Lack[],
): Finding {
    const { rule, action, resource, when, url } = ruling;
    const grant = sourceGrant(ruling);
    const onResource = lacks.length > 0 && lacks.every((lack) => lack.side === "resource");
    return finding(rule, node.urn, {
        lack: `${role.title} is not allowed ${action} on ${show(resource)}, which it needs: ${when}.`,
        reasons: [...reasonsOf(lacks), ...vpcTrap(action)],
        remedy: `Allow it in ${onResource ? "the policy of what is read" : "a policy of the role"}:`,
        statement: statementOf(
            onResource ? { ...grant, resource: "*", principal: role.caller.arn } : grant,
        ),
        ...(onResource
            ? {}
            : {
                  program: rolePolicyProgram(
                      `${node.name}-source`,
                      role.node === undefined
                          ? JSON.stringify(show(role.name))
                          : `${variableOf(role.node)}.name`,
                      programStatement(grant, JSON.stringify(show(grant.resource))),
                  ),
              }),
        ...errorOf(action),
        url,
    });
}

/** A statement denies something that reading from the source needs. */
export function deniedToRead(
    { node }: MappingFacts,
    role: RoleFacts,
    { rule, action, resource, when, url }: SourceRuling,
    by: readonly Deciding[],
): Finding {
    return finding(rule, node.urn, {
        lack: `${role.title} is denied ${action} on ${show(resource)}, which it needs: ${when}.`,
        reasons: by.map(
            ({ policy, statement }) => `statement ${quoted(statement)} of ${policy} denies it`,
        ),
        remedy: "An explicit deny wins over every allow: take the statement out, or exclude the role from it.",
        url,
    });
}

/** What AWS chooses itself, as the id of a mapping's own consumer group, can stand in a policy as a wildcard only. */
function pasted(resource: Text): string {
    if (typeof resource === "string") return resource;
    return resource.map((part) => (typeof part === "string" ? part : "*")).join("");
}

function sourceGrant({ action, resource, rule }: SourceRuling): Grant {
    // Network actions know no resource: AWS demands them on everything.
    return { actions: [action], resource: rule === "KOF-071" ? "*" : pasted(resource) };
}

/** "AWSLambdaVPCAccessExecutionRole" is what everybody attaches, and it is not enough. */
function vpcTrap(action: string): readonly string[] {
    return action === "ec2:DescribeVpcs" || action === "ec2:DescribeSecurityGroups"
        ? [
              "AWSLambdaVPCAccessExecutionRole lacks it; AWSLambdaMSKExecutionRole has all six network actions",
          ]
        : [];
}

function errorOf(action: string): { readonly awsError?: string } {
    const [service, call = ""] = action.split(":");
    if (service === "ec2") {
        return {
            awsError: `The provided execution role does not have permissions to call ${call} on EC2`,
        };
    }
    return service === "secretsmanager"
        ? { awsError: "Please ensure the role can perform secretsmanager:GetSecretValue" }
        : {};
}
