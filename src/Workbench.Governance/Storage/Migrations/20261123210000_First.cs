using Microsoft.EntityFrameworkCore.Migrations;
using Workbench.Governance.Audit;

#nullable disable

namespace Workbench.Governance.Storage.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditEvents",
                columns: table => new
                {
                    Sequence = table.Column<long>(nullable: false),
                    At = table.Column<long>(nullable: false),
                    Person = table.Column<string>(nullable: false),
                    Kind = table.Column<string>(nullable: false),
                    Subject = table.Column<string>(nullable: false),
                    Cohort = table.Column<string>(nullable: true),
                    Permit = table.Column<string>(nullable: true),
                    Snapshot = table.Column<string>(nullable: true),
                    Outcome = table.Column<string>(nullable: false),
                    Details = table.Column<string>(nullable: false),
                    PreviousHash = table.Column<string>(maxLength: 64, nullable: false),
                    Hash = table.Column<string>(maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEvents", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "AuditHead",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false),
                    Sequence = table.Column<long>(nullable: false),
                    Hash = table.Column<string>(maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHead", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Cohorts",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 40, nullable: false),
                    Name = table.Column<string>(maxLength: 40, nullable: false),
                    Title = table.Column<string>(nullable: false),
                    Disease = table.Column<string>(nullable: false),
                    Description = table.Column<string>(nullable: false),
                    Provider = table.Column<string>(nullable: false),
                    SmallestGroup = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cohorts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 40, nullable: false),
                    Name = table.Column<string>(maxLength: 40, nullable: false),
                    DisplayName = table.Column<string>(nullable: false),
                    Roles = table.Column<string>(nullable: false),
                    Active = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Projects",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 40, nullable: false),
                    Name = table.Column<string>(maxLength: 40, nullable: false),
                    Title = table.Column<string>(nullable: false),
                    Purpose = table.Column<string>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Projects", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Snapshots",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 40, nullable: false),
                    CohortId = table.Column<string>(maxLength: 40, nullable: false),
                    Version = table.Column<int>(nullable: false),
                    ContentHash = table.Column<string>(maxLength: 64, nullable: false),
                    Patients = table.Column<int>(nullable: false),
                    Images = table.Column<int>(nullable: false),
                    Tables = table.Column<string>(nullable: false),
                    Risk = table.Column<string>(nullable: false),
                    ManifestPath = table.Column<string>(nullable: false),
                    OrderId = table.Column<string>(maxLength: 40, nullable: false),
                    BuiltAt = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Snapshots", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Snapshots_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Orders",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 40, nullable: false),
                    Source = table.Column<string>(nullable: false),
                    CohortId = table.Column<string>(maxLength: 40, nullable: false),
                    ProjectId = table.Column<string>(maxLength: 40, nullable: false),
                    RequestedBy = table.Column<string>(nullable: false),
                    RequestedAt = table.Column<long>(nullable: false),
                    State = table.Column<string>(maxLength: 20, nullable: false),
                    DecidedBy = table.Column<string>(nullable: true),
                    DecidedAt = table.Column<long>(nullable: true),
                    StartedAt = table.Column<long>(nullable: true),
                    EndedAt = table.Column<long>(nullable: true),
                    Reason = table.Column<string>(nullable: true),
                    Step = table.Column<string>(nullable: true),
                    Done = table.Column<long>(nullable: false),
                    Total = table.Column<long>(nullable: false),
                    SnapshotId = table.Column<string>(maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Orders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Orders_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Orders_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProjectMembers",
                columns: table => new
                {
                    ProjectId = table.Column<string>(maxLength: 40, nullable: false),
                    PersonId = table.Column<string>(maxLength: 40, nullable: false),
                    Since = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectMembers", x => new { x.ProjectId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_ProjectMembers_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProjectMembers_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Requests",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 40, nullable: false),
                    RequesterId = table.Column<string>(maxLength: 40, nullable: false),
                    Persons = table.Column<string>(nullable: false),
                    ProjectId = table.Column<string>(maxLength: 40, nullable: false),
                    CohortId = table.Column<string>(maxLength: 40, nullable: false),
                    Purpose = table.Column<string>(nullable: false),
                    Justification = table.Column<string>(nullable: false),
                    Level = table.Column<string>(maxLength: 20, nullable: false),
                    Tables = table.Column<string>(nullable: false),
                    Until = table.Column<long>(nullable: false),
                    SubmittedAt = table.Column<long>(nullable: false),
                    State = table.Column<string>(maxLength: 20, nullable: false),
                    DecidedAt = table.Column<long>(nullable: true),
                    DecidedBy = table.Column<string>(nullable: true),
                    DecisionReason = table.Column<string>(nullable: true),
                    PermitId = table.Column<string>(maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Requests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Requests_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Requests_People_RequesterId",
                        column: x => x.RequesterId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Requests_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Permits",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 40, nullable: false),
                    RequestId = table.Column<string>(maxLength: 40, nullable: true),
                    ProjectId = table.Column<string>(maxLength: 40, nullable: false),
                    CohortId = table.Column<string>(maxLength: 40, nullable: false),
                    FromVersion = table.Column<int>(nullable: false),
                    ToVersion = table.Column<int>(nullable: true),
                    Purpose = table.Column<string>(nullable: false),
                    Level = table.Column<string>(maxLength: 20, nullable: false),
                    Tables = table.Column<string>(nullable: false),
                    GrantedAt = table.Column<long>(nullable: false),
                    GrantedBy = table.Column<string>(nullable: false),
                    Expires = table.Column<long>(nullable: false),
                    State = table.Column<string>(maxLength: 20, nullable: false),
                    RevokedAt = table.Column<long>(nullable: true),
                    RevokedBy = table.Column<string>(nullable: true),
                    RevocationReason = table.Column<string>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Permits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Permits_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Permits_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Permits_Requests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PermitPersons",
                columns: table => new
                {
                    PermitId = table.Column<string>(maxLength: 40, nullable: false),
                    PersonId = table.Column<string>(maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PermitPersons", x => new { x.PermitId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_PermitPersons_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PermitPersons_Permits_PermitId",
                        column: x => x.PermitId,
                        principalTable: "Permits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_At",
                table: "AuditEvents",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_Cohort_Sequence",
                table: "AuditEvents",
                columns: new[] { "Cohort", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_Permit_Sequence",
                table: "AuditEvents",
                columns: new[] { "Permit", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_Person",
                table: "AuditEvents",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_Cohorts_Name",
                table: "Cohorts",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CohortId",
                table: "Orders",
                column: "CohortId");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ProjectId",
                table: "Orders",
                column: "ProjectId");

            migrationBuilder.CreateIndex(
                name: "IX_People_Name",
                table: "People",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PermitPersons_PersonId",
                table: "PermitPersons",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Permits_CohortId",
                table: "Permits",
                column: "CohortId");

            migrationBuilder.CreateIndex(
                name: "IX_Permits_ProjectId",
                table: "Permits",
                column: "ProjectId");

            migrationBuilder.CreateIndex(
                name: "IX_Permits_RequestId",
                table: "Permits",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_ProjectMembers_PersonId",
                table: "ProjectMembers",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Projects_Name",
                table: "Projects",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Requests_CohortId",
                table: "Requests",
                column: "CohortId");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_ProjectId",
                table: "Requests",
                column: "ProjectId");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_RequesterId",
                table: "Requests",
                column: "RequesterId");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_State",
                table: "Requests",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Snapshots_CohortId_Version",
                table: "Snapshots",
                columns: new[] { "CohortId", "Version" },
                unique: true);
            AuditTriggers.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEvents");

            migrationBuilder.DropTable(
                name: "AuditHead");

            migrationBuilder.DropTable(
                name: "Orders");

            migrationBuilder.DropTable(
                name: "PermitPersons");

            migrationBuilder.DropTable(
                name: "ProjectMembers");

            migrationBuilder.DropTable(
                name: "Snapshots");

            migrationBuilder.DropTable(
                name: "Permits");

            migrationBuilder.DropTable(
                name: "Requests");

            migrationBuilder.DropTable(
                name: "Cohorts");

            migrationBuilder.DropTable(
                name: "People");

            migrationBuilder.DropTable(
                name: "Projects");
        }
    }
}
