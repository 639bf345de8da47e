using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.Documents;
using Workbench.Notebooks.Tests.Contents;
using static Workbench.Notebooks.Tests.Contents.WorkspaceFixture;

namespace Workbench.Notebooks.Tests.Documents;

public sealed class NotebookFormattingTests : IDisposable
{
    private readonly WorkspaceFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    public static TheoryData<string, string> Files() => new()
    {
        { "as Jupyter writes it", Jupyter },
        { "members in an order of its own", "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{\"z\":1,\"a\":2},\"cells\":[]}" },
        { "tabs, CRLF, no newline at the end", "{\r\n\t\"cells\": [],\r\n\t\"metadata\": {},\r\n\t\"nbformat\": 4,\r\n\t\"nbformat_minor\": 2}" },
        { "escapes that need not be", "{\"cells\":[{\"cell_type\":\"markdown\",\"metadata\":{},\"source\":\"\\u00e9\\/\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":4}" },
        { "source as one string", "{\"cells\":[{\"cell_type\":\"raw\",\"metadata\":{},\"source\":\"a\\nb\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":4}\n" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Save_of_an_unchanged_notebook_is_byte_equal(string form, string text)
    {
        Assert.NotEmpty(form);
        File.WriteAllText(fixture.OnDisk("a.ipynb"), text);
        var before = File.ReadAllBytes(fixture.OnDisk("a.ipynb"));

        // As a client in JavaScript sends it back: other member order, 1.0 as 1, one string per text.
        var content = JsonNode.Parse(Reversed(fixture.ReadNotebook("a.ipynb"))!.ToJsonString());
        Assert.Null(fixture.Workspace.Save(At("a.ipynb"), Notebook(content!)).Refusal);

        Assert.Equal(before, File.ReadAllBytes(fixture.OnDisk("a.ipynb")));
    }

    [Fact]
    public void Save_of_one_edited_cell_changes_the_lines_of_that_cell_alone()
    {
        File.WriteAllText(fixture.OnDisk("a.ipynb"), Jupyter);
        var content = JsonNode.Parse(Reversed(fixture.ReadNotebook("a.ipynb"))!.ToJsonString())!.AsObject();
        NotebookCells.Find(content, "two")!["source"] = "x = 2\nnew";

        fixture.Workspace.Save(At("a.ipynb"), Notebook(content));

        Assert.Equal(Jupyter.Replace("\"x = 1\"", "\"x = 2\\n\",\n    \"new\"", StringComparison.Ordinal), File.ReadAllText(fixture.OnDisk("a.ipynb")));
    }

    [Fact]
    public void Save_keeps_fields_that_nobody_here_knows()
    {
        var content = JsonNode.Parse("""{"nbformat":4,"nbformat_minor":9,"future":{"a":[1.50,1e-05,null]},"metadata":{"polyglot_notebook":{"x":true}},"cells":[{"cell_type":"agenda","source":"","novel":1,"metadata":{}}]}""")!;
        fixture.Workspace.Save(At("a.ipynb"), Notebook(content.DeepClone()));
        var read = fixture.ReadNotebook("a.ipynb");
        Assert.True(JsonNode.DeepEquals(content["future"], read["future"]) && JsonNode.DeepEquals(content["metadata"], read["metadata"]));
        Assert.Equal(1, (int)read["cells"]![0]!["novel"]!);
    }

    [Fact]
    public void Save_drops_claims_of_trust()
    {
        var content = NotebookOf("1");
        content["metadata"]!["signature"] = "hmac";
        content["cells"]![0]!["metadata"]!["trusted"] = true;
        fixture.Workspace.Save(At("a.ipynb"), Notebook(content));
        Assert.DoesNotContain("trusted", File.ReadAllText(fixture.OnDisk("a.ipynb")), StringComparison.Ordinal);
        Assert.DoesNotContain("signature", File.ReadAllText(fixture.OnDisk("a.ipynb")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\": [], \"b\": {}, \"c\": [[], {\"d\": null}]}")]
    [InlineData("{\"text\": \"quote \\\" back \\\\ slash / nl \\n tab \\t bell \\u0007 del \\u007f nel \\u0085 ls \\u2028 é 😀 <&>'\"}")]
    [InlineData("{\"numbers\": [0, -1, 1.0, 1.5, 1e-05, 12345678901234567890, 0.1]}")]
    [InlineData("[true, false, null, \"\"]")]
    public void Write_gives_the_bytes_of_Python_json(string json)
    {
        using var python = Process.Start(new ProcessStartInfo(
            "python3", ["-c", "import json,sys\nsys.stdout.buffer.write((json.dumps(json.loads(sys.stdin.buffer.read()), indent=1, ensure_ascii=False) + '\\n').encode())"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        python.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(json));
        python.StandardInput.Close();
        var expected = new MemoryStream();
        python.StandardOutput.BaseStream.CopyTo(expected);
        python.WaitForExit();

        Assert.Equal(Encoding.UTF8.GetString(expected.ToArray()), Encoding.UTF8.GetString(NotebookJson.Write(NotebookJson.Parse(Encoding.UTF8.GetBytes(json)))));
    }

    [Fact]
    public void Half_a_character_in_an_output_survives_a_round_trip()
    {
        var text = Jupyter.Replace("\"hi\\n\"", "\"\\ud83d\"", StringComparison.Ordinal);
        Assert.True(NotebookDocument.TryRead(Encoding.UTF8.GetBytes(text), out var document, out _));
        Assert.Contains("\\ud83d", Encoding.UTF8.GetString(document.ToFileBytes()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb\r\nc\rd\u2028e\u0085", 5)]
    [InlineData("", 0)]
    [InlineData("\n\n", 2)]
    [InlineData("no end", 1)]
    public void Split_then_read_gives_the_text_back(string text, int lines)
    {
        var split = MultilineText.Split(text);
        Assert.Equal(lines, split.Count);
        Assert.Equal(text, MultilineText.Read(split));
    }

    [Theory]
    [InlineData("{\"nbformat\": 4, \"cells\": [], \"cells\": []}")]
    [InlineData("{\"nbformat\": 4, \"cells\": [")]
    [InlineData("")]
    [InlineData("nonsense")]
    public void TryRead_broken_text_says_where_without_quoting_it(string text)
    {
        Assert.False(NotebookDocument.TryRead(Encoding.UTF8.GetBytes(text), out _, out var problem));
        Assert.DoesNotContain("nonsense", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_nesting_bomb_is_refused()
    {
        var bomb = "{\"nbformat\":4,\"cells\":" + new string('[', 100_000);
        Assert.False(NotebookDocument.TryRead(Encoding.UTF8.GetBytes(bomb), out _, out _));
    }

    [Fact]
    public void StripOutputs_leaves_no_result_behind()
    {
        Assert.True(NotebookDocument.TryRead(Encoding.UTF8.GetBytes(Jupyter), out var document, out _));
        document.StripOutputs();
        var text = Encoding.UTF8.GetString(document.ToFileBytes());
        Assert.DoesNotContain("hi", text, StringComparison.Ordinal);
        Assert.Contains("\"execution_count\": null", text, StringComparison.Ordinal);
    }

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(member => KeyValuePair.Create(member.Key, Reversed(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reversed)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number) && number == Math.Floor(number) => JsonValue.Create((long)number),
        _ => node?.DeepClone(),
    };

    private const string Jupyter = """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "one",
           "metadata": {},
           "source": [
            "# Über <b>alles</b> 😀\n",
            "second"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 3,
           "id": "two",
           "metadata": {
            "tags": []
           },
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "hi\n"
             ]
            },
            {
             "data": {
              "application/vnd.plotly.v1+json": {
               "x": [
                1.0,
                2.5
               ]
              },
              "image/png": "iVBORw0KGgo=\n",
              "text/html": [
               "<p>\n",
               "</p>"
              ]
             },
             "metadata": {},
             "output_type": "display_data"
            }
           ],
           "source": [
            "x = 1"
           ]
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": "Python 3",
           "name": "python3"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;
}
