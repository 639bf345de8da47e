using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workbench.Governance.Storage.Migrations
{
    /// <inheritdoc />
    public partial class RawSideActs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "KeyGeneration",
                table: "Snapshots",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "KeyPurpose",
                table: "Snapshots",
                nullable: false,
                defaultValue: "research");

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "Snapshots",
                maxLength: 20,
                nullable: false,
                defaultValue: "Open");

            migrationBuilder.AddColumn<long>(
                name: "StateAt",
                table: "Snapshots",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StateReason",
                table: "Snapshots",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "Orders",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "Orders",
                nullable: false,
                defaultValue: "research");

            migrationBuilder.CreateTable(
                name: "Reidentifications",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 40, nullable: false),
                    CohortId = table.Column<string>(maxLength: 40, nullable: false),
                    Version = table.Column<int>(nullable: false),
                    PseudonymSha256 = table.Column<string>(maxLength: 64, nullable: false),
                    Reason = table.Column<string>(nullable: false),
                    RequestedBy = table.Column<string>(nullable: false),
                    RequestedAt = table.Column<long>(nullable: false),
                    Expires = table.Column<long>(nullable: false),
                    State = table.Column<string>(maxLength: 20, nullable: false),
                    DecidedBy = table.Column<string>(nullable: true),
                    DecidedAt = table.Column<long>(nullable: true),
                    DeclineReason = table.Column<string>(nullable: true),
                    AnsweredAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reidentifications", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reidentifications_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Withdrawals",
                columns: table => new
                {
                    Id = table.Column<string>(maxLength: 40, nullable: false),
                    RecordedBy = table.Column<string>(nullable: false),
                    RecordedAt = table.Column<long>(nullable: false),
                    State = table.Column<string>(maxLength: 20, nullable: false),
                    Snapshots = table.Column<string>(nullable: false),
                    CompletedAt = table.Column<long>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Withdrawals", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Reidentifications_CohortId",
                table: "Reidentifications",
                column: "CohortId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Reidentifications");

            migrationBuilder.DropTable(
                name: "Withdrawals");

            migrationBuilder.DropColumn(
                name: "KeyGeneration",
                table: "Snapshots");

            migrationBuilder.DropColumn(
                name: "KeyPurpose",
                table: "Snapshots");

            migrationBuilder.DropColumn(
                name: "State",
                table: "Snapshots");

            migrationBuilder.DropColumn(
                name: "StateAt",
                table: "Snapshots");

            migrationBuilder.DropColumn(
                name: "StateReason",
                table: "Snapshots");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "Purpose",
                table: "Orders");
        }
    }
}
