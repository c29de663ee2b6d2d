namespace ShareGateway.Policy;

/// <summary>Paging by page number, counted from 0, over query parameters of the upstream.</summary>
/// <param name="PageParameter">The query parameter that takes the page number.</param>
/// <param name="SizeParameter">The query parameter that takes the number of records per page.</param>
/// <param name="PageSize">Records to ask for in one page: 1 to 10,000.</param>
public sealed record ContractPaging(string PageParameter, string SizeParameter, int PageSize);
