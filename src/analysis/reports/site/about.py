"""How the pages were made: a page, and a paragraph for the paper that a researcher will write."""

from pathlib import Path

from markupsafe import Markup

from analysis.reports.site.frame import render_page
from analysis.reports.site.pages import Site
from analysis.workspace import Settings, page_file, write_text


def write_about(settings: Settings, site: Site) -> Path:
    """Write ``reports/about.html``."""
    origin = site.origin
    rows = Markup("").join(
        Markup(
            "<tr><td>{title}</td><td class=number>{records}</td><td>{captured_on}</td><td>{licence}</td><td>{share}</td></tr>"
        ).format(**source)
        for source in origin.sources
    )
    changed = Markup("").join(Markup("<li><code>{}</code>: {}</li>").format(*item) for item in origin.changed.items())
    body = Markup(
        "<h1>How this was made</h1>"
        '<p class="finding">{told}, Fieldnotes {program}{commit}.</p>'
        '<h2 id="sources">Where the papers come from</h2>'
        '<figure class="block table wide"><figcaption><span>The sources of this corpus and what they allow.</span>'
        '</figcaption><div class="rows"><table><thead><tr><th scope=col>source</th><th scope=col class=number>records</th>'
        "<th scope=col>captured</th><th scope=col>licence</th><th scope=col>may be shared</th></tr></thead>"
        "<tbody>{rows}</tbody></table></div></figure>"
        '<h2 id="settings">Settings that are not those that ship</h2>{changed}'
        '<h2 id="cite">How to cite</h2><p>{cited}</p>'
    ).format(
        told=origin.told().capitalize(),
        program=origin.program,
        commit=f", commit {origin.commit}" if origin.commit else "",
        rows=rows,
        changed=Markup("<ul>{}</ul>").format(changed) if changed else Markup("<p>None: all are as they ship.</p>"),
        cited=origin.cited("Fieldnotes reports"),
    )
    write_text(page_file("about"), render_page(title="How this was made", body=body, name="about", site=site))
    return page_file("about")
