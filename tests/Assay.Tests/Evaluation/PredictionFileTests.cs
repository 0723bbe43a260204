using System.Globalization;
using Assay.Data;
using Assay.Evaluation;

namespace Assay.Tests.Evaluation;

public sealed class PredictionFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_a_score_of_the_positive_class()
    {
        var read = Read("id,truth,score\na,no,0.1\nb,yes,0.9\nc,no,0.4\nd,yes,0.35\n");
        Assert.Equal((LearningTask.Binary, PredictionKind.Probability), (read.Data.Task, read.Kind));
        Assert.Equal(["no", "yes"], read.Data.Classes);
        Assert.Equal([0, 1, 0, 1], read.Data.Target.ToArray());
        Assert.Equal([0.1, 0.9, 0.4, 0.35], read.Predicted);
        Assert.Equal("c", read.IdOf(2));
    }

    [Fact]
    public void A_score_on_a_scale_of_its_own_is_for_ranking_only()
    {
        var read = Read("y_true,y_score\n0,-3.5\n1,2.5\n0,0.5\n1,4\n");
        Assert.Equal(PredictionKind.Score, read.Kind);
        Assert.Equal(["average-precision", "roc-auc"], Catalogue<Assay.Metrics.Metric>.All.Where(read.Allows).Select(m => m.Name).Where(n => !n.Contains("weighted") && !n.Contains("micro")));
    }

    [Fact]
    public void Reads_classes_without_probabilities()
    {
        var read = Read("truth,prediction\ncat,cat\ndog,cat\nbird,bird\ncat,dog\ndog,dog\nbird,bird\n");
        Assert.Equal((LearningTask.Multiclass, PredictionKind.Label), (read.Data.Task, read.Kind));
        Assert.Equal(["bird", "cat", "dog"], read.Data.Classes);
        Assert.Equal([1, 1, 0, 2, 2, 0], read.Labels());
        Assert.False(read.Allows(new Assay.Metrics.LogLoss()));
        Assert.True(read.Allows(new Assay.Metrics.Accuracy()));
    }

    [Fact]
    public void A_predicted_class_that_is_never_true_is_a_class_of_its_own()
    {
        var read = Read("truth,prediction\nno,no\nyes,maybe\nno,no\nyes,yes\n");
        Assert.Equal(["no", "yes", "maybe"], read.Data.Classes);
        Assert.Equal(LearningTask.Multiclass, read.Data.Task);
        Assert.Equal([0, 2, 0, 1], read.Labels());
    }

    [Fact]
    public void Reads_one_probability_a_class_whatever_their_order()
    {
        var read = Read("truth,probability dog,probability cat,probability bird\ncat,0.2,0.7,0.1\ndog,0.5,0.3,0.2\nbird,0,0,1\ncat,0.1,0.8,0.1\ndog,1,0,0\nbird,0.1,0.1,0.8\n");
        Assert.Equal(["bird", "cat", "dog"], read.Data.Classes);
        Assert.Equal([0.1, 0.7, 0.2], read.Predicted[..3]);
    }

    [Theory]
    [InlineData("prob_{0}", "0", "1")]
    [InlineData("prob_class_{0}", "0", "1")]
    [InlineData("probability_{0}", "0", "1")]
    [InlineData("probability_class {0}", "0", "1")]
    [InlineData("p_{0}", "0", "1")]
    [InlineData("proba_class{0}", "0", "1")]
    [InlineData("score_{0}", "0", "1")]
    [InlineData("prob_class_{0}.0", "0", "1")]
    [InlineData("PROB_CLASS_{0}", "no", "yes")]
    [InlineData("prob_class_{0}", "class_a", "class_b")]
    public void Columns_of_probabilities_may_say_that_they_are_of_a_class(string form, string first, string second)
    {
        var read = Read($"truth,{string.Format(CultureInfo.InvariantCulture, form, second)},{string.Format(CultureInfo.InvariantCulture, form, first)}\n{first},0.2,0.8\n{second},0.9,0.1\n{first},0.4,0.6\n{second},0.3,0.7\n");
        Assert.Equal(PredictionKind.Probability, read.Kind);
        Assert.Equal([first, second], read.Data.Classes.Order(StringComparer.Ordinal));
        Assert.Equal(read.Data.Classes[1] == second ? [0.2, 0.9, 0.4, 0.3] : new[] { 0.8, 0.1, 0.6, 0.7 }, read.Predicted);
    }

    [Fact]
    public void A_class_may_be_called_NA_when_the_file_is_said_to_have_no_such_marker()
    {
        const string text = "truth,prediction\nNA,NA\nEU,NA\nNA,EU\nEU,EU\n";
        folder.Write("na.csv", text);
        var read = PredictionFile.Read(folder.In("na.csv"), new PredictionColumns { Missing = [] });
        Assert.Equal(["EU", "NA"], read.Data.Classes.Order(StringComparer.Ordinal));
        Assert.Equal(4, read.Count);
        Assert.Equal(0.5, read.Labels().Zip(read.Data.Target.ToArray(), (l, t) => l == t ? 1.0 : 0).Average());
    }

    [Fact]
    public void Reads_values()
    {
        var read = Read("row,actual,predicted\n0,1.5,1.25\n1,2.5,3\n2,3.75,3.5\n");
        Assert.Equal((LearningTask.Regression, PredictionKind.Value), (read.Data.Task, read.Kind));
        Assert.Equal([1.25, 3, 3.5], read.Predicted);
    }

    [Fact]
    public void Whole_amounts_predicted_by_fractions_are_amounts() =>
        Assert.Equal(LearningTask.Regression, Read("truth,predicted\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 3},{(i % 3) + 0.25}\n"))).Data.Task);

    [Fact]
    public void A_column_called_label_is_the_truth_or_the_prediction_as_the_others_are()
    {
        Assert.Equal([0, 1, 0, 1], Read("label,score\nno,0.1\nyes,0.8\nno,0.2\nyes,0.9\n").Data.Target.ToArray());
        Assert.Equal([0, 1, 1, 1], Read("truth,label\nno,no\nyes,yes\nno,yes\nyes,yes\n").Labels());
    }

    [Fact]
    public void The_probability_of_the_predicted_class_is_not_that_of_the_positive_one()
    {
        var read = Read("truth,prediction,confidence\nno,no,0.9\nyes,yes,0.8\nno,yes,0.6\nyes,no,0.7\n");
        Assert.Equal(PredictionKind.Label, read.Kind);
        Assert.Equal([0, 1, 1, 0], read.Predicted);
    }

    [Fact]
    public void Truth_may_come_from_labelled_rows_by_id_or_by_row_number()
    {
        var labelled = Dataset.Read(folder.Write("rows.csv", "key,size,y\nk1,1,no\nk2,2,yes\nk3,3,no\nk4,4,yes\n"), new ReadOptions { Target = "y", Id = "key" });
        var byId = PredictionFile.Read(folder.Write("p.csv", "key,score\nk3,0.3\nk1,0.1\nk2,0.2\n"), new PredictionColumns { Id = "key" }, labelled);
        Assert.Equal([0.1, 0.2, 0.3], byId.Predicted);
        Assert.Equal([0, 1, 0], byId.Data.Target.ToArray());
        Assert.Equal("2", byId.Data.Columns.First(c => c.Name == "size").Show(1));
        var plain = Dataset.Read(folder.Write("plain.csv", "size,y\n1,no\n2,yes\n3,\n4,yes\n"), new ReadOptions { Target = "y" });
        Assert.Equal([0.1, 0.2, 0.4], PredictionFile.Read(folder.Write("q.csv", "score\n0.1\n0.2\n0.3\n0.4\n"), new PredictionColumns(), plain).Predicted);
    }

    [Theory]
    [InlineData("id,score\na,0.1\n", "data.truth-missing: No column of p.csv is known as the truth (columns: id, score).")]
    [InlineData("id,truth\na,no\nb,yes\n", "data.prediction-missing: No column of p.csv is known as a prediction (columns: id, truth).")]
    [InlineData("truth,score\nno,0.1\nyes,\nno,0.3\n", "data.prediction-missing: 1 row of p.csv has no \"score\" (the first is row 1).")]
    [InlineData("truth,score\nno,low\nyes,high\nno,low\n", "data.prediction-not-number: Column \"score\" of p.csv holds texts where numbers are needed.")]
    [InlineData("truth,probability no,probability maybe\nno,0.1,0.9\nyes,0.2,0.8\n", "data.class-without-column: p.csv has probabilities of \"no\", \"maybe\", but none of the class \"yes\" of \"truth\".")]
    [InlineData("truth,probability no,probability yes\nno,1.5,-0.5\nyes,0.2,0.8\n", "data.probability-outside: A probability lies in [0, 1]; p.csv has 1.5.")]
    [InlineData("truth,score\na,0.1\nb,0.2\nc,0.3\na,0.1\nb,0.2\nc,0.3\n", "data.prediction-missing: p.csv has one score a row, but \"truth\" has 3 classes.")]
    [InlineData("id,truth,score\na,no,0.1\n,yes,0.2\n", "data.id-missing: Row 1 of p.csv has no \"id\".")]
    public void Says_what_is_wrong(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<AssayException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var read = Read("truth,probability a,\"probability b,c\",probability d\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{(i % 3 == 0 ? "a" : i % 3 == 1 ? "\"b,c\"" : "d")},0.{i % 7}1,0.2,0.3\n")));
        using (var file = new FileStream(folder.In("back.csv"), FileMode.CreateNew))
        {
            PredictionCsv.Write(file, read);
        }

        var back = PredictionFile.Read(folder.In("back.csv"), new PredictionColumns { Id = "row", Truth = "truth" });
        Assert.Equal(read.Predicted, back.Predicted);
        Assert.Equal(read.Data.Target.ToArray(), back.Data.Target.ToArray());
        Assert.Equal(read.Data.Classes, back.Data.Classes);
    }

    [Fact]
    public void Columns_called_as_the_classes_are_their_probabilities_when_they_add_up_to_one()
    {
        var read = Read("y_true,y_pred,a,b,c\na,a,0.7,0.2,0.1\nb,b,0.2,0.5,0.3\nc,b,0,0.6,0.4\na,a,0.8,0.1,0.1\nb,b,0.1,0.9,0\nc,c,0.1,0.1,0.8\n");
        Assert.Equal((LearningTask.Multiclass, PredictionKind.Probability), (read.Data.Task, read.Kind));
        Assert.Equal([0, 0.6, 0.4], read.Predicted[6..9]);
        var binary = Read("y_true,no,yes\nno,0.9,0.1\nyes,0.2,0.8\nno,0.6,0.4\nyes,0.7,0.3\n");
        Assert.Equal((PredictionKind.Probability, 0.8), (binary.Kind, binary.Predicted[1]));
    }

    [Fact]
    public void Probabilities_of_more_than_two_classes_make_whole_numbers_classes()
    {
        var read = Read("y_true,y_pred,proba_0,proba_1,proba_2\n0,0,0.7,0.2,0.1\n1,1,0.2,0.5,0.3\n2,1,0,0.6,0.4\n0,0,0.8,0.1,0.1\n1,1,0.1,0.9,0\n2,2,0.1,0.1,0.8\n");
        Assert.Equal((LearningTask.Multiclass, PredictionKind.Probability), (read.Data.Task, read.Kind));
        Assert.Equal(["0", "1", "2"], read.Data.Classes);
    }

    [Fact]
    public void Columns_called_as_the_classes_that_do_not_add_up_to_one_are_no_probabilities()
    {
        var read = Read("y_true,y_pred,no,yes\nno,no,1,1\nyes,no,0,1\nno,no,1,0\nyes,yes,1,0\n");
        Assert.Equal(PredictionKind.Label, read.Kind);
    }

    [Fact]
    public void One_number_above_1_among_probabilities_is_a_fault_and_not_a_scale_of_its_own()
    {
        var text = "truth,score\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 2},{(i == 5 ? "1.2" : "0.4")}\n"));
        var fault = Assert.Throws<AssayException>(() => Read(text));
        Assert.Equal("data.probability-outside", fault.Code);
        Assert.Contains("1 of 40", fault.Message);
        Assert.Contains("1.2 in row 5", fault.Message);
        Assert.Equal(PredictionKind.Score, PredictionFile.Read(folder.Write("p.csv", text), new PredictionColumns { Kind = PredictionKind.Score }).Kind);
    }

    [Fact]
    public void Probabilities_that_were_promised_are_held_to_it() => Assert.Equal(
        "data.probability-outside",
        Assert.Throws<AssayException>(() => PredictionFile.Read(folder.Write("p.csv", "truth,score\n0,10\n1,90\n0,30\n1,80\n"), new PredictionColumns { Kind = PredictionKind.Probability })).Code);

    [Fact]
    public void Rows_that_nothing_names_must_be_as_many()
    {
        var labelled = Dataset.Read(folder.Write("rows.csv", "size,y\n1,no\n2,yes\n3,no\n4,yes\n"), new ReadOptions { Target = "y" });
        Assert.Equal("data.rows-differ", Assert.Throws<AssayException>(() => PredictionFile.Read(folder.Write("p.csv", "score\n0.2\n0.3\n0.4\n"), new PredictionColumns(), labelled)).Code);
    }

    [Fact]
    public void A_column_that_names_rows_in_both_decides_over_a_number_of_the_row()
    {
        var labelled = Dataset.Read(folder.Write("rows.csv", "loan,size,y\n101,1,no\n102,2,yes\n103,3,no\n104,4,yes\n"), new ReadOptions { Target = "y", Id = "loan" });
        var read = PredictionFile.Read(folder.Write("p.csv", "row,loan,score\n0,104,0.4\n1,103,0.3\n2,102,0.2\n3,101,0.1\n"), new PredictionColumns(), labelled);
        Assert.Equal([0.1, 0.2, 0.3, 0.4], read.Predicted);
        Assert.Equal([0.4, 0.3, 0.2, 0.1], PredictionFile.Read(folder.Write("p.csv", "row,score\n0,0.4\n1,0.3\n2,0.2\n3,0.1\n"), new PredictionColumns(), labelled).Predicted);
    }

    private Predictions Read(string text) => PredictionFile.Read(folder.Write("p.csv", text), new PredictionColumns());
}
