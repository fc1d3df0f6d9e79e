import { accountOf, regionOf, type Place } from "./arns";
import { REQUIREMENTS, resourceOf, type Requirement } from "./onFailure/requirements";

/** A destination as a policy document speaks of it. */
export interface Target {
    readonly kind: "sqs" | "sns" | "s3";
    readonly arn: string;
    /** The account that owns it. */
    readonly accountId: string;
}

/** One statement of a policy document, as IAM writes it. */
export interface Statement {
    readonly Sid: string;
    readonly Effect: "Allow" | "Deny";
    readonly Principal?: "*" | { readonly AWS: string };
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A policy document, as IAM writes it. */
export interface Document {
    readonly Version: "2012-10-17";
    readonly Statement: readonly Statement[];
}

/** A statement that somebody else has to add to the policy of something of theirs. */
export interface ForeignGrant {
    readonly owner: string;
    readonly resource: string;
    readonly statement: Statement;
}

/** The policy document of these statements. */
export function documentOf(statements: readonly Statement[]): Document {
    return { Version: "2012-10-17", Statement: statements };
}

/** What the role must be allowed on the destination: one statement a resource. */
export function roleOnDestination(target: Target): readonly Statement[] {
    return statementsOn(target).map((statement) => ({
        ...statement,
        // "add a condition to the role's policy": a bucket's name is free for anybody once the bucket is gone.
        ...(target.kind === "s3"
            ? { Condition: { StringEquals: { "s3:ResourceAccount": target.accountId } } }
            : {}),
    }));
}

/** What the role must be allowed on a key that the component did not create. */
export function roleOnKey(
    kind: Target["kind"],
    keyArn: string,
    roleArn: string,
): readonly Statement[] {
    return keyStatements(REQUIREMENTS[kind], sameAccount(keyArn, roleArn), regionOf(keyArn)).map(
        (statement) => ({ ...statement, Resource: keyArn }),
    );
}

/** The policy of a key that the component creates: its account rules it by IAM, and the roles may use it for one service. */
export function keyPolicy(
    kind: Target["kind"],
    place: Place,
    roleArns: readonly string[],
): Document {
    const root = `arn:${place.partition}:iam::${place.accountId}:root`;
    return documentOf([
        {
            Sid: "AccountRulesKey",
            Effect: "Allow",
            Principal: { AWS: root },
            Action: "kms:*",
            Resource: "*",
        },
        ...roleArns.flatMap((roleArn, index) =>
            numbered(
                index,
                keyStatements(REQUIREMENTS[kind], sameAccount(root, roleArn), place.region).map(
                    (statement) => allowedTo(roleArn, statement),
                ),
            ),
        ),
    ]);
}

/** The policy of a queue, topic or bucket that the component creates: TLS only, and open to roles of other accounts. */
export function resourcePolicy(target: Target, roleArns: readonly string[]): Document {
    const foreign = roleArns.filter((roleArn) => accountOf(roleArn) !== target.accountId);
    return documentOf([
        {
            Sid: "DenyWithoutTls",
            Effect: "Deny",
            Principal: "*",
            Action: INSECURE_ACTIONS[target.kind],
            Resource: target.kind === "s3" ? [target.arn, `${target.arn}/*`] : target.arn,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        ...foreign.flatMap((roleArn, index) => numbered(index, destinationFor(target, roleArn))),
    ]);
}

/** What the owners of a destination and of a key in other accounts have to allow the role. */
export function foreignGrants(
    target: Target,
    keyArn: string | undefined,
    roleArn: string,
): readonly ForeignGrant[] {
    const destination =
        target.accountId === accountOf(roleArn) ? [] : destinationFor(target, roleArn);
    const key =
        keyArn === undefined || sameAccount(keyArn, roleArn)
            ? []
            : keyStatements(REQUIREMENTS[target.kind], false, regionOf(keyArn));
    return [
        ...destination.map((statement) => ({
            owner: target.accountId,
            resource: target.arn,
            statement,
        })),
        ...key.map((statement) => ({
            owner: accountOf(keyArn ?? ""),
            resource: keyArn ?? "",
            statement: allowedTo(roleArn, statement),
        })),
    ];
}

/** SNS refuses `sns:*` in a topic's policy ("action out of service scope"); there the writing is what TLS must protect. */
const INSECURE_ACTIONS: Readonly<Record<Target["kind"], string | readonly string[]>> = {
    sqs: "sqs:*",
    sns: REQUIREMENTS.sns.role.map((need) => need.action),
    s3: "s3:*",
};

function destinationFor(target: Target, roleArn: string): readonly Statement[] {
    return statementsOn(target).map((statement) => allowedTo(roleArn, statement));
}

/** The statement as the policy of a resource has it: it names who is allowed. */
export function allowedTo(roleArn: string, { Sid, Effect, ...rest }: Statement): Statement {
    return { Sid, Effect, Principal: { AWS: roleArn }, ...rest };
}

/** The destination's needs, those on the same resource in one statement. */
function statementsOn(target: Target): readonly Statement[] {
    const needs = REQUIREMENTS[target.kind].role;
    return (["destination", "objects"] as const).flatMap((on) => {
        const actions = needs.filter((need) => need.on === on).map((need) => need.action);
        return actions.length === 0
            ? []
            : [
                  {
                      Sid: on === "objects" ? "OnFailureObjects" : "OnFailureDestination",
                      Effect: "Allow",
                      Action: actions,
                      Resource: resourceOf({ action: "", on }, target.arn),
                  } as const,
              ];
    });
}

/**
 * The key actions, bound to the service that calls KMS for the role. Which service makes the calls that only
 * another account's key needs is not documented, so those are not bound.
 */
function keyStatements(
    requirement: Requirement,
    sameAccountAsRole: boolean,
    region: string,
): readonly Statement[] {
    const { viaService, key } = requirement;
    if (viaService === undefined) return [];
    const actions = sameAccountAsRole ? key.sameAccount : key.otherAccount;
    const bound = actions.filter((action) => key.sameAccount.includes(action));
    const unbound = actions.filter((action) => !key.sameAccount.includes(action));
    // "Use the .amazonaws.com suffix in all AWS partitions": KMS's own words on kms:ViaService.
    const service = { StringEquals: { "kms:ViaService": `${viaService}.${region}.amazonaws.com` } };
    return [
        {
            Sid: "OnFailureKey",
            Effect: "Allow",
            Action: bound,
            Resource: "*",
            Condition: service,
        },
        ...(unbound.length === 0
            ? []
            : [
                  {
                      Sid: "OnFailureKeyOtherAccount",
                      Effect: "Allow",
                      Action: unbound,
                      Resource: "*",
                  } as const,
              ]),
    ];
}

/** Sids are unique in a document; the first role keeps the plain one. */
function numbered(index: number, statements: readonly Statement[]): readonly Statement[] {
    return statements.map((statement) => ({
        ...statement,
        Sid: index === 0 ? statement.Sid : `${statement.Sid}${index + 1}`,
    }));
}

function sameAccount(arn: string, other: string): boolean {
    return accountOf(arn) === accountOf(other);
}
