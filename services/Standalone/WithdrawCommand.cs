using System.CommandLine;
using System.Net.Http.Json;

namespace Ingestion.Standalone;

/// <summary>Has a running Desk take an article down.</summary>
internal static class WithdrawCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ARTICLE") { Description = "Id of the article, such as a1_…; GET /articles?url=… tells it." };
        var reason = new Option<string>("--reason") { Description = "Why, in a sentence: it stands in the tombstone.", Required = true };
        var by = new Option<string>("--by") { Description = "Who asks for it: it stands in the tombstone.", Required = true };
        var (desk, key) = (SubmitCommand.DeskOption(), SubmitCommand.KeyOption());
        var command = new Command("withdraw", "Take an article down for good at a running Desk: text and bytes are deleted, a tombstone stays.") { id, reason, by, desk, key };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetValue(id)!, parsed.GetValue(reason)!, parsed.GetValue(by)!, new DeskCall(parsed.GetValue(desk)!, parsed.GetValue(key)), Console.Out, stop));
        return command;
    }

    internal static async Task<int> RunAsync(string articleId, string reason, string requestedBy, DeskCall call, TextWriter output, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(new { reason, requestedBy });
        if (await call.SendAsync(HttpMethod.Post, $"/articles/{Uri.EscapeDataString(articleId)}/withdraw", content, output, cancellationToken) is not var (status, answer))
        {
            return 1;
        }

        if (status < 300 && (string?)answer["articleId"] != articleId)
        {
            await call.NoDeskAsync(output);
            return 1;
        }

        await output.WriteLineAsync(status < 300 ? $"{articleId} is being withdrawn" : $"{status}: {answer["detail"]}");
        return status < 300 ? 0 : 1;
    }
}
