using Ingestion.Storage;

namespace Ingestion.Desk.Jobs;

/// <summary>Stops jobs.</summary>
internal static class JobStop
{
    /// <returns>The job as it stands now, and whether it is this call's or an earlier one's doing that it stops; null where there is none.</returns>
    public static async Task<(TJob Job, bool Stops)?> StopAsync<TJob>(this IJobs<TJob> jobs, Guid id, CancellationToken cancellationToken)
        where TJob : Job
    {
        while (true)
        {
            switch (await jobs.FindAsync(id, cancellationToken))
            {
                case null:
                    return null;
                case { State: JobState.Running } job:
                    if (await jobs.TrySaveAsync(job with { State = JobState.Stopping, Version = job.Version + 1 }, cancellationToken))
                    {
                        return (job with { State = JobState.Stopping }, true);
                    }

                    break;
                case { } job:
                    return (job, job.State == JobState.Stopping);
            }
        }
    }
}
