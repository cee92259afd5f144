/** Anchors of the headings, as GitHub and most Markdown renderers generate them. */
export function anchorsIn(markdown: string): string[] {
  const withoutCode = markdown.replace(/^```[\s\S]*?^```/gm, '');
  const headings = [...withoutCode.matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading]) => heading);
  return headings.map((heading) => {
    const plain = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '');
    return plain.trim().replace(/\s/g, '-');
  });
}
