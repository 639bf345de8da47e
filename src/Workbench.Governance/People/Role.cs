namespace Workbench.Governance.People;

/// <summary>What a person does here; a person can have several roles.</summary>
public enum Role
{
    /// <summary>Works with cohorts under permits.</summary>
    Researcher,

    /// <summary>Publishes sample notebooks.</summary>
    Instructor,

    /// <summary>Speaks for the institution that data comes from; asks for orders.</summary>
    DataProvider,

    /// <summary>Decides on requests and orders, revokes permits, reads the audit.</summary>
    Steward,

    /// <summary>Keeps people, projects and cohorts.</summary>
    Admin,

    /// <summary>Reads predictions and similar cases.</summary>
    Clinician,
}
