package io.saec.evaluate;

import io.saec.clustering.budget.Budget;
import java.util.List;

/**
 * What is evaluated.
 *
 * @param budgets ratios to compress to, ascending, at least one
 * @param factors of an embedding; the linear weight comes on top
 * @param split how rows are divided
 * @param seeds how many models are trained and compressed, at least 1
 * @param sensitivity whether vectors are compressed by how the score feels their errors, see {@link
 *     Sensitivity}, or by distance
 * @param precisions of centroids and of a rival's values, which the compressor is to keep to
 * @param leaveOut features in fewer rows of the training part than this are not compressed, see
 *     {@link LeavingOut}; 1 compresses all
 * @param fineTune whether the shared vectors are trained on as well, see {@link FineTuning}
 * @param rivals whether the rivals are tried too
 * @param threads that train and score; they change nothing that comes out
 */
public record EvaluationOptions(
    List<Budget.Ratio> budgets,
    int factors,
    SplitRule split,
    int seeds,
    boolean sensitivity,
    Precisions precisions,
    int leaveOut,
    boolean fineTune,
    boolean rivals,
    int threads) {
  public EvaluationOptions {
    budgets = List.copyOf(budgets);
    if (budgets.isEmpty()) {
      throw new IllegalArgumentException("budgets must not be empty");
    }
    for (int i = 1; i < budgets.size(); i++) {
      if (budgets.get(i).times() <= budgets.get(i - 1).times()) {
        throw new IllegalArgumentException("budgets must ascend: " + budgets);
      }
    }
    if (factors < 1) {
      throw new IllegalArgumentException("factors must be at least 1: " + factors);
    }
    if (leaveOut < 1) {
      throw new IllegalArgumentException("rows to be in must be at least 1: " + leaveOut);
    }
    if (seeds < 1 || threads < 1) {
      throw new IllegalArgumentException("seeds and threads must be at least 1");
    }
  }
}
