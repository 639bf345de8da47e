using System.Net;

namespace Workbench.Cohorts.Broker.Listening;

/// <summary>Stands for "all session sockets" where the web server wants one address.</summary>
internal sealed class BrokerEndPoint : EndPoint
{
    public override string ToString() => "session sockets";
}
