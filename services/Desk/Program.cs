using Ingestion.Desk;
using Ingestion.Hosting;

return await ServiceHost.RunAsync(DeskServices.Name, port: 8080, args, builder => builder.AddDesk(), bus => bus.AddDeskConsumers(), app => app.MapDesk());
