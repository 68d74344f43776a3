package exoscope.labs.engine;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives checks their evidence, in the order of the lab file, and skips those whose prerequisite did not pass. */
final class CheckExtension implements ParameterResolver, ExecutionCondition, MethodOrderer {
    @Override
    public void orderMethods(MethodOrdererContext context) {
        List<String> order = CheckSession.CURRENT.get().lab().checks().stream()
                .map(CheckDeclaration::id)
                .toList();
        context.getMethodDescriptors()
                .sort(Comparator.comparingInt(descriptor -> order.indexOf(idOf(descriptor.getMethod()))));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestMethod()
                .map(method -> CheckSession.CURRENT.get().declaration(idOf(method)))
                .filter(check -> !check.requires().isEmpty()
                        && !CheckSession.CURRENT.get().passed(check.requires()))
                .map(check -> ConditionEvaluationResult.disabled("it needs '" + check.requires() + "' to pass first"))
                .orElseGet(() -> ConditionEvaluationResult.enabled("nothing is missing"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LabRun.class || type == Exploration.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        CheckSession session = CheckSession.CURRENT.get();
        Scenario other = parameter.getParameter().getAnnotation(Scenario.class);
        String scenario = other != null
                ? other.value()
                : session.declaration(idOf(context.getRequiredTestMethod())).scenario();
        return parameter.getParameter().getType() == LabRun.class
                ? session.runOf(scenario)
                : session.explorationOf(scenario);
    }

    static String idOf(Method method) {
        return method.getAnnotation(Check.class).value();
    }
}
