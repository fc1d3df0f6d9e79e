import { parseArn } from "../../components/onFailure/arn";

/**
 * Whether a URL is that of the queue of an ARN: `https://sqs.eu-west-1.amazonaws.com/111122223333/orders`, or one of the
 * older hosts `eu-west-1.queue.amazonaws.com` and, for us-east-1, `queue.amazonaws.com`.
 * @see https://docs.aws.amazon.com/general/latest/gr/sqs-service.html
 */
export function isQueueUrl(url: string, arn: string): boolean {
    const parsed = parseArn(arn);
    if (parsed.kind === "refused") return false;
    const { region, account, resource } = parsed.value;
    const [scheme, empty, host = "", owner, name, ...rest] = url.split("/");
    if (scheme !== "https:" || empty !== "" || rest.length > 0) return false;
    if (owner !== account || name !== resource) return false;
    return host === "queue.amazonaws.com"
        ? region === "us-east-1"
        : host.split(".").includes(region);
}
