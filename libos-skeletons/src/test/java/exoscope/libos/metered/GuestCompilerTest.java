package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestCompilerTest {
    private final GuestCompiler compiler = new GuestCompiler(name -> false);

    private Compilation compile(String name, String text) {
        return compiler.compile(List.of(new SourceFile(name, text)));
    }

    @Test
    void errorHasItsFileLineColumnAndLength() {
        Compilation compilation = compile("lab/Pager.java", "class Pager {\n    int f() { return wrong + 1; }\n}\n");

        assertThat(compilation.classes()).isEmpty();
        assertThat(compilation.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("lab/Pager.java");
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.column()).isEqualTo(22);
            assertThat(problem.length()).isEqualTo("wrong".length());
            assertThat(problem.message()).contains("cannot find symbol").contains("wrong");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0000\u0001\ufffd\ud800 junk \u0007",
                "class {",
                "public class Other { }",
                "class A { class A { } }",
                "\"unclosed",
                "/* unclosed",
                "import kit.that.does.not.Exist; class A { }",
                "class A { int f() { return \\u000a 1 \\uZZZZ; } }",
                "class A extends A { }",
                "enum E { A, A }",
                "module m { requires java.desktop; }"
            })
    void badSourceGivesProblemsAndNoException(String text) {
        Compilation compilation = compile("Pager.java", text);

        assertThat(compilation.succeeded()).isEqualTo(text.isEmpty());
        compilation.problems().forEach(problem -> assertThat(problem.message()).isNotBlank());
    }

    @Test
    void expressionNestedThousandsDeepIsAProblemNotACrash() {
        assertThat(compile(
                                "Pager.java",
                                "class Pager { int n = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "; }")
                        .problems())
                .isNotEmpty();
    }

    @Test
    void hugeFileIsRefusedUnread() {
        assertThat(compile("Pager.java", " ".repeat(GuestCompiler.MAX_FILE_LENGTH + 1))
                        .problems())
                .singleElement()
                .asString()
                .isEqualTo("Pager.java: The file has 200,001 characters; at most 200,000 are allowed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pager.txt", "Pa\nger.java", "", "/"})
    void nameThatIsNoJavaFileIsRefused(String name) {
        assertThat(compile(name, "class Pager { }").problems())
                .singleElement()
                .asString()
                .contains("must end in .java");
    }

    @Test
    void fileGivenTwiceAndNoFileAtAllAreRefused() {
        var source = new SourceFile("A.java", "class A { }");

        assertThat(compiler.compile(List.of(source, source)).problems())
                .singleElement()
                .asString()
                .contains("twice");
        assertThat(compiler.compile(List.of()).problems())
                .singleElement()
                .asString()
                .contains("no source file");
    }

    @Test
    void classNamesMayHaveAnyLetters() {
        assertThat(compile("Größe.java", "public class Größe { enum 頁 { 一 } }").classes())
                .containsOnlyKeys("Größe", "Größe$頁");
    }

    @Test
    void sameSourcesGiveTheSameBytes() {
        String text = "class A { interface B { } record C(int x) { } Runnable r = () -> { }; } class D { }";

        Compilation first = compile("A.java", text);
        Compilation second = compile("A.java", text);
        assertThat(first.classes().keySet()).containsExactly("A", "A$B", "A$C", "D");
        first.classes()
                .forEach((name, bytes) -> assertThat(second.classes().get(name)).isEqualTo(bytes));
    }

    @Test
    void classesOfTheKitThatAreNotShownDoNotExist() {
        String text = "class A { exoscope.libos.metered.GuestMeter meter; }";
        var shown = new GuestCompiler(name -> name.equals("exoscope.libos.metered.GuestMeter"));

        assertThat(compile("A.java", text).succeeded()).isFalse();
        assertThat(shown.compile(List.of(new SourceFile("A.java", text))).succeeded())
                .isTrue();
    }
}
