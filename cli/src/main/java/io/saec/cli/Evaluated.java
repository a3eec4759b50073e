package io.saec.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.saec.evaluate.EvaluationReport;
import io.saec.evaluate.OnlineReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code evaluate} writes with {@code --json}.
 *
 * @param online by budget; null if it was not asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Evaluated(
    @JsonUnwrapped EvaluationReport report, @Nullable Map<String, OnlineReport> online) {}
