namespace ShareGateway.Policy;

/// <summary>What one code of <see cref="Finding"/> means.</summary>
/// <param name="Code">The code, such as <c>SGP040</c>.</param>
/// <param name="Title">Its name in a few words.</param>
/// <param name="Meaning">What is wrong, in plain words.</param>
/// <param name="WhatToDo">What an author does about it.</param>
public sealed record FindingExplanation(string Code, string Title, string Meaning, string WhatToDo);
